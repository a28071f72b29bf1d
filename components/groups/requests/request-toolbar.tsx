import type { FilterChip } from '@/components/list/filter-chips';
import { ListToolbar } from '@/components/list/list-toolbar';
import type { Choice, ListState } from '@/lib/core/paging';
import { type RequestLinePage, requestList, standsByDue } from '@/lib/groups/requests/list';

type RequestToolbarProps = {
  state: ListState;
  page: RequestLinePage;
  /** The units and groups the list is narrowed by. */
  chosen: { units: Choice[]; groups: Choice[] };
  may: { decide: boolean; chooseUnit: boolean };
};

const chip = (key: string): FilterChip => ({
  key,
  label: requestList.filters[key]?.label ?? '',
  choices: requestList.filters[key]?.choices ?? [],
});

/** Whoever decides chooses what waits; a head comes to the wrong numbers from his workbench alone. */
function waitChip({ filters }: ListState, decides: boolean): FilterChip[] {
  if (!(decides || filters.wait)) return [];
  const wait = chip('wait');
  return [{ ...wait, choices: wait.choices.filter(({ value }) => decides !== (value === 'phone')) }];
}

/** Requests are counted; the pages are of lines, so how many these are is said where it is another number. */
function unitOf({ total, totalIsExact, requests }: RequestLinePage): string {
  return totalIsExact && total !== requests.total ? `件（${total} 行）` : '件';
}

/** Search, filters and order of the list of requests. */
export function RequestToolbar({ state, page, chosen, may }: RequestToolbarProps) {
  return (
    <ListToolbar
      base="/membership"
      state={state}
      total={page.requests}
      unit={unitOf(page)}
      search="搜人员、群、编号、首字母"
      filters={[
        ...['status', 'kind', 'overdue'].map(chip),
        ...waitChip(state, may.decide),
        ...['period', 'late'].filter((key) => state.filters[key]).map(chip),
        ...(may.chooseUnit
          ? [{ key: 'unit', label: '单位', choices: chosen.units, source: '/api/options/filter-units' }]
          : []),
        { key: 'group', label: '工作群', choices: chosen.groups, source: '/api/options/filter-groups' },
      ]}
      sorts={[
        ...(standsByDue(state) ? [{ key: 'due', label: '时限' }] : []),
        { key: 'submitted', label: '提交时间' },
      ]}
      exportName={requestList.name}
    />
  );
}
