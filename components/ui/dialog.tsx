'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

type DialogProps = { open: boolean; onClose: () => void; title: string; children: ReactNode };

/** The browser's own modal dialog: it holds the focus, closes by Escape, and gives the focus back. */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Most pages are left without it. Once opened it stays: closing, the browser gives the focus back.
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  if (!wanted) return null;
  return (
    <dialog
      ref={ref}
      onClose={onClose}
      aria-labelledby={titleId}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border border-base-300 bg-base-100 p-0 text-base-content backdrop:bg-black/40"
    >
      <div className="flex items-center border-base-300 border-b px-4 py-2.5">
        <h2 id={titleId} className="font-medium text-base">
          {title}
        </h2>
        <button
          type="button"
          aria-label="关闭"
          onClick={onClose}
          className="-mr-2 ml-auto grid size-8 place-items-center rounded-md hover:bg-soft"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      {open ? <div className="p-4">{children}</div> : null}
    </dialog>
  );
}
