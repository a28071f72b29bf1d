import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { PageLink } from '@/components/ui/page-link';
import { Plain } from '@/components/ui/plain';
import { type Choice, type ListState, listHref } from '@/lib/core/paging';
import { FilterPicker } from './filter-picker';
import { ChoiceLines, SortLines } from './menu-lines';

export type FilterChip = {
  /** The list's filter key. */
  key: string;
  label: string;
  /** All of them; with `source` only the chosen ones, for their names. */
  choices: readonly Choice[];
  /** Where the choices are asked for, when there are too many to send with every page. */
  source?: string;
  /** Only one at a time: a period, yes or no. */
  single?: boolean;
};

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
      {filters.length ? (
        <div className={chipRow} data-chips>
          {filters.map((filter) => (
            <Chip key={filter.key} base={base} state={state} filter={filter} />
          ))}
        </div>
      ) : null}
      <span className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <span>
          共 <span className="tabular-nums">{countText(total)}</span> {unit}
        </span>
        {sorts ? <SortMenu base={base} state={state} sorts={sorts} /> : null}
        {exportName ? (
          <a
            href={listHref(`/api/export/${exportName}`, state)}
            download
            className={buttonClass('plain', 'small')}
          >
            导出 Excel
          </a>
        ) : null}
      </span>
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

// On a phone one row that is pushed sideways, out to the screen's edges, what narrows the list first: two or three rows would leave
// little of the list to see. It must not be positioned: the menus are placed by the toolbar, and would be cut off.
const chipRow =
  'max-md:-mx-4 max-md:flex max-md:max-w-[calc(100%+2rem)] max-md:gap-2 max-md:overflow-x-auto max-md:px-4 max-md:[scrollbar-width:none] md:contents ' +
  // The fade at the edge tells that there are more.
  "max-md:after:pointer-events-none max-md:after:sticky max-md:after:-right-4 max-md:after:w-8 max-md:after:flex-none max-md:after:bg-linear-to-r max-md:after:from-transparent max-md:after:to-base-200 max-md:after:content-['']";
const chipClass =
  'flex min-h-8 items-center gap-1 rounded-full border px-3 whitespace-nowrap max-md:min-h-9 hover:border-edge';
// On a phone placed by the toolbar and as wide: else it would open off the screen.
const menuClass =
  'absolute top-full left-0 z-30 mt-1 max-h-80 min-w-40 overflow-auto rounded-md border border-edge bg-base-100 py-1 max-md:top-auto max-md:right-0';

function Chip({ base, state, filter }: Place & { filter: FilterChip }) {
  const chosen = state.filters[filter.key] ?? [];
  const labels = filter.choices
    .filter((choice) => chosen.includes(choice.value))
    .map((choice) => choice.label);
  const on = chosen.length > 0;
  return (
    <div
      className={`flex flex-none ${on ? 'max-md:-order-1 rounded-full border border-info-edge bg-info-soft text-info-ink' : ''}`}
    >
      <details data-menu={filter.single ? 'one' : 'many'} className="md:relative">
        <summary className={`${chipClass} ${on ? 'border-transparent pr-1' : 'border-base-300 bg-base-100'}`}>
          {on
            ? `${filter.label}：${labels.slice(0, 2).join('、')}${labels.length > 2 ? ` 等 ${labels.length} 项` : ''}`
            : filter.label}
          {on ? null : <Icon name="open" className="size-3.5 text-muted" />}
        </summary>
        <div className={menuClass}>
          {filter.source ? (
            <FilterPicker
              base={base}
              state={state}
              name={filter.key}
              label={filter.label}
              source={filter.source}
              chosen={filter.choices}
            />
          ) : (
            <ChoiceLines
              base={base}
              state={state}
              name={filter.key}
              choices={filter.choices}
              single={filter.single ?? false}
            />
          )}
        </div>
      </details>
      {on ? (
        <PageLink
          href={listHref(base, state, { filters: { ...state.filters, [filter.key]: [] } })}
          replace
          scroll={false}
          aria-label={`清除筛选：${filter.label}`}
          className="grid min-h-8 w-7 place-items-center rounded-full pr-1"
        >
          <Icon name="close" className="size-3.5" />
        </PageLink>
      ) : null}
    </div>
  );
}

function SortMenu({ base, state, sorts }: Place & { sorts: { key: string; label: string }[] }) {
  const current = sorts.find((sort) => sort.key === state.sort);
  return (
    <details data-menu="one" className="md:relative">
      <summary className="flex min-h-8 items-center gap-1 hover:text-base-content">
        按{current?.label ?? '默认'}排序
        <Icon name="open" className="size-3.5" />
      </summary>
      <div className={`${menuClass} md:right-0 md:left-auto`}>
        <SortLines base={base} state={state} sorts={sorts} />
      </div>
    </details>
  );
}
