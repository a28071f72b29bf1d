import type { ComponentProps } from 'react';

type PageLinkProps = ComponentProps<'a'> & {
  href: string;
  /** Takes the place of the page in the browser's history. */
  replace?: boolean;
  /** false: the page stays where it is scrolled to. */
  scroll?: boolean;
};

/**
 * The product's link: a plain one, which `LinkFollower` (components/layout) follows without reloading the shell. Next's own is a
 * client component in every row, and would ask the server for every page it points to.
 */
export function PageLink({ replace, scroll, ...link }: PageLinkProps) {
  const way: Record<string, string> = {};
  if (replace) way['data-replace'] = '';
  if (scroll === false) way['data-keep'] = '';
  return <a {...way} {...link} />;
}
