import { PageLink } from '@/components/ui/page-link';
import { Plain } from '@/components/ui/plain';
import { type ListState, listHref, type Page, pageSizes } from '@/lib/core/paging';

type PaginationProps = {
  base: string;
  state: ListState;
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly unknown[] };
  /** Pages of this list have one size: there is nothing to choose. */
  fixed?: boolean;
};

/** `1–20 / 137` with the ways to other pages; the foot of a table, which an empty one has not. */
export function Pagination({ base, state, page, fixed = false }: PaginationProps) {
  const { total, totalIsExact, rows } = page;
  if (total === 0 && page.page === 1) return null;
  const first = (page.page - 1) * page.size + 1;
  const last = first + rows.length - 1;
  const more = totalIsExact ? last < total : rows.length === page.size;
  const range = rows.length === 0 ? '0' : `${first}–${last}`;
  return (
    <Plain
      as="nav"
      aria-label="分页"
      className="no-print flex flex-wrap items-center gap-x-4 gap-y-1 border-base-300 border-t px-4 py-2 text-muted"
    >
      <span className="tabular-nums">
        {range} / {total.toLocaleString('zh-CN')}
        {totalIsExact ? '' : '+'}
      </span>
      {fixed ? null : <Sizes base={base} state={state} size={page.size} />}
      <span className="ml-auto flex gap-4">
        <Turn
          href={page.page > 1 ? listHref(base, state, { page: page.page - 1 }) : undefined}
          label="上一页"
        />
        <Turn href={more ? listHref(base, state, { page: page.page + 1 }) : undefined} label="下一页" />
      </span>
    </Plain>
  );
}

function Sizes({ base, state, size }: { base: string; state: ListState; size: number }) {
  return (
    <span className="flex items-center gap-2 max-md:hidden">
      每页
      {pageSizes.map((one) => (
        <PageLink
          key={one}
          href={listHref(base, state, { size: one })}
          aria-current={one === size ? 'true' : undefined}
          className="rounded px-1 text-link hover:underline aria-[current]:bg-soft aria-[current]:text-base-content"
        >
          {one}
        </PageLink>
      ))}
    </span>
  );
}

function Turn({ href, label }: { href: string | undefined; label: string }) {
  const box = 'flex min-h-8 items-center px-1';
  if (!href) {
    return (
      <span aria-disabled="true" className={`${box} opacity-60`}>
        {label}
      </span>
    );
  }
  return (
    <PageLink
      href={href}
      rel={label === '上一页' ? 'prev' : 'next'}
      className={`${box} text-base-content hover:text-link`}
    >
      {label}
    </PageLink>
  );
}
