/**
 * Where to go after signing in: only a path of this product, never another host. Whatever a browser could read as a host
 * (`//x`, `/\x`, a tab or line break inside) leads to the front page.
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 500) return '/';
  const path = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked) ? asked : '/';
  const base = 'http://same.site';
  if (!URL.canParse(path, base)) return '/';
  const { origin, pathname, search, hash } = new URL(path, base);
  if (
    origin !== base ||
    pathname.startsWith('//') ||
    /^\/(login|setup|password|second-factor|api)(\/|$)/.test(pathname)
  )
    return '/';
  return `${pathname}${search}${hash}`;
}
