import type { ComponentProps, ReactNode } from 'react';
import { PageLink } from './page-link';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'wide';

const KIND: Record<ButtonKind, string> = {
  primary: 'btn-primary',
  plain: 'border-base-300 bg-base-100 hover:bg-soft',
  quiet: 'btn-ghost text-link',
  danger: 'border-danger bg-danger text-white hover:brightness-95',
};
const SIZE: Record<ButtonSize, string> = {
  small: 'h-8 px-2.5',
  normal: 'h-9 px-3.5 max-md:h-10',
  wide: 'h-10 w-full px-3.5 max-md:h-11',
};

/** Classes of a button, for elements that have to be something else (a summary, a label). */
export function buttonClass(kind: ButtonKind = 'plain', size: ButtonSize = 'normal'): string {
  return `btn ${KIND[kind]} ${SIZE[size]} min-h-0 shrink-0 whitespace-nowrap font-normal text-sm`;
}

type Look = { kind?: ButtonKind; size?: ButtonSize };

export function Button({
  kind,
  size,
  className = '',
  type = 'button',
  ...rest
}: Look & ComponentProps<'button'>) {
  return <button type={type} className={`${buttonClass(kind, size)} ${className}`} {...rest} />;
}

/** A link that looks like a button. */
export function ButtonLink({ kind, size, href, children }: Look & { href: string; children: ReactNode }) {
  return (
    <PageLink href={href} className={buttonClass(kind, size)}>
      {children}
    </PageLink>
  );
}

/** A link in a table row or of its own; `inText` where words stand beside it: colour alone does not tell it from them. */
export function TextLink({
  href,
  inText = false,
  children,
}: {
  href: string;
  inText?: boolean;
  children: ReactNode;
}) {
  return (
    <PageLink href={href} className={inText ? 'text-link underline' : 'text-link hover:underline'}>
      {children}
    </PageLink>
  );
}
