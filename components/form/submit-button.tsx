'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Button, type ButtonKind, type ButtonSize } from '@/components/ui/button';
import { type DecisionKey, DecisionKeyHint } from '@/components/ui/decision-key';
import { useReady } from '@/components/ui/use-ready';

type SubmitButtonProps = {
  pending: boolean;
  kind?: ButtonKind;
  size?: ButtonSize;
  children: ReactNode;
  /** The key that presses it for those who have switched single-key decisions on. */
  decide?: DecisionKey | undefined;
} & Pick<ComponentProps<'button'>, 'type' | 'onClick' | 'title'>;

/**
 * Stays focusable while it works, so that the keyboard and screen readers do not lose their place. Disabled until the
 * page's JavaScript runs: a form sent before then would go the browser's way, with what was typed in the address.
 */
export function SubmitButton({
  pending,
  kind = 'primary',
  type = 'submit',
  onClick,
  decide,
  children,
  ...rest
}: SubmitButtonProps) {
  const ready = useReady();
  return (
    <Button
      {...rest}
      type={type}
      kind={kind}
      disabled={!ready}
      data-decide={decide}
      data-starting={ready ? undefined : kind}
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    >
      {pending ? <span aria-hidden className="loading loading-spinner size-4" /> : null}
      {children}
      {decide ? <DecisionKeyHint of={decide} /> : null}
      {pending ? <span className="sr-only">，正在提交</span> : null}
    </Button>
  );
}
