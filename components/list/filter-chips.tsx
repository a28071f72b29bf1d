'use client';

import { Icon } from '@/components/ui/icon';
import { PageLink } from '@/components/ui/page-link';
import { type Choice, type ListState, listHref } from '@/lib/core/paging';
import { FilterPicker } from './filter-picker';
import { ChoiceLines, menuClass } from './menu-lines';

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

type Place = { base: string; state: ListState };

/**
 * The filters of a list, each with its menu. One client component: each menu is one, and the elements around them would have to go
 * through the page's payload.
 */
export function FilterChips({ base, state, filters }: Place & { filters: readonly FilterChip[] }) {
  return (
    <div className={chipRow} data-chips>
      {filters.map((filter) => (
        <Chip key={filter.key} base={base} state={state} filter={filter} />
      ))}
    </div>
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
      <details data-menu className="md:relative">
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
