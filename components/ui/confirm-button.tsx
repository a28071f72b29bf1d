'use client';

import { type ReactNode, useState, useTransition } from 'react';
import { Button, type ButtonKind, type ButtonSize } from './button';
import { Dialog } from './dialog';

type ConfirmButtonProps = {
  label: string;
  /** The question, as a sentence. */
  title: string;
  /** What will happen, what cannot be undone. */
  children?: ReactNode;
  confirmLabel?: string;
  kind?: ButtonKind;
  size?: ButtonSize;
  onConfirm: () => void | Promise<void>;
};

/** A button that asks once more, for what cannot be taken back. */
export function ConfirmButton({
  label,
  title,
  children,
  confirmLabel,
  kind,
  size,
  onConfirm,
}: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const confirm = () =>
    start(async () => {
      await onConfirm();
      setOpen(false);
    });
  return (
    <>
      <Button kind={kind} size={size} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title}>
        {children ? <div className="mb-4">{children}</div> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>取消</Button>
          <Button
            kind={kind === 'danger' ? 'danger' : 'primary'}
            aria-disabled={pending}
            onClick={pending ? undefined : confirm}
          >
            {pending ? '正在处理…' : (confirmLabel ?? label)}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
