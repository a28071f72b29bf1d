import type { ComponentProps, ReactNode } from 'react';
import { Button, type ButtonKind, type ButtonSize } from '@/components/ui/button';

type SubmitButtonProps = {
  pending: boolean;
  kind?: ButtonKind;
  size?: ButtonSize;
  children: ReactNode;
} & Pick<ComponentProps<'button'>, 'type' | 'onClick' | 'title'>;

/** Stays focusable while it works, so that the keyboard and screen readers do not lose their place. */
export function SubmitButton({
  pending,
  kind = 'primary',
  type = 'submit',
  onClick,
  children,
  ...rest
}: SubmitButtonProps) {
  return (
    <Button
      {...rest}
      type={type}
      kind={kind}
      aria-disabled={pending}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    >
      {pending ? <span aria-hidden className="loading loading-spinner size-4" /> : null}
      {children}
      {pending ? <span className="sr-only">，正在提交</span> : null}
    </Button>
  );
}
