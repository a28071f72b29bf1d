import Link from 'next/link';
import type { ComponentProps } from 'react';

/**
 * The product's link: goes without reloading the shell, and asks the server only when followed. Next's own would render
 * every page that a list or the navigation points to.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}
