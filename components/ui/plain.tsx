import type { ComponentProps, ReactNode } from 'react';
import { markup } from './markup';

type Tag = 'aside' | 'div' | 'nav' | 'search' | 'table' | 'tr';
type PlainProps<As extends Tag> = Omit<ComponentProps<As>, 'children'> & { as: As; children: ReactNode };

/**
 * An element whose content is written once, as text, instead of rendered twice: for the many rows and links of a page that only
 * show something. Where the content holds what only React can render, React does.
 */
export function Plain<As extends Tag>({ as, children, ...attributes }: PlainProps<As>) {
  const Element = as as 'div';
  const html = markup(children);
  if (html === null) return <Element {...(attributes as ComponentProps<'div'>)}>{children}</Element>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markup() escapes every text and attribute, as React does
  return <Element {...(attributes as ComponentProps<'div'>)} dangerouslySetInnerHTML={{ __html: html }} />;
}
