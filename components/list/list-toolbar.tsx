import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { Plain } from '@/components/ui/plain';
import { type ListState, listHref } from '@/lib/core/paging';
import { type FilterChip, FilterChips } from './filter-chips';
import { ListEnd } from './list-end';

type ListToolbarProps = {
  /** The list's address, e.g. `/membership`. */
  base: string;
  state: ListState;
  total: { total: number; totalIsExact: boolean };
  /** What is counted: 件, 人, 个. */
  unit?: string;
  filters?: FilterChip[];
  /** Orders to choose from; also reachable by the column headers. */
  sorts?: { key: string; label: string }[];
  /** What can be searched for; without it there is no search box. */
  search?: string;
  /** The list's name below /api/export; shows 导出 Excel. */
  exportName?: string;
};

/** Search, filters, order, count and export of a list. Everything is an address and can be shared. */
export function ListToolbar(props: ListToolbarProps) {
  const { base, state, total, unit = '件', filters = [], sorts, search, exportName } = props;
  return (
    <div className="no-print relative mb-3 flex flex-wrap items-center gap-2">
      {search ? <SearchBox base={base} state={state} placeholder={search} /> : null}
      {filters.length ? <FilterChips base={base} state={state} filters={filters} /> : null}
      <ListEnd
        base={base}
        state={state}
        count={countText(total)}
        unit={unit}
        sorts={sorts}
        exportName={exportName}
      />
    </div>
  );
}

/** `1,000+` when there are more than were counted. */
function countText({ total, totalIsExact }: ListToolbarProps['total']): string {
  return `${total.toLocaleString('zh-CN')}${totalIsExact ? '' : '+'}`;
}

type Place = { base: string; state: ListState };
function SearchBox({ base, state, placeholder }: Place & { placeholder: string }) {
  const others = new URL(listHref(base, { ...state, q: '' }), 'http://list').searchParams;
  return (
    <Plain as="search" key={state.q} className="max-md:w-full">
      <form action={base} className="relative">
        {[...others].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Icon
          name="search"
          className="pointer-events-none absolute top-2 left-2.5 z-10 size-4 text-muted max-md:top-3"
        />
        <input
          name="q"
          type="search"
          defaultValue={state.q}
          maxLength={50}
          aria-label="搜索本列表"
          placeholder={placeholder}
          data-search="list"
          className="input h-8 w-64 border-base-300 pr-9 pl-8 text-sm placeholder:text-muted max-md:h-10 max-md:w-full max-md:text-base"
        />
        <span aria-hidden className="pointer-events-none absolute top-1.5 right-2 z-10 max-md:hidden">
          <Kbd>/</Kbd>
        </span>
      </form>
    </Plain>
  );
}
