import { ListToolbar } from '@/components/list/list-toolbar';
import type { Choice, ListState, Page } from '@/lib/core/paging';
import { type GroupRow, groupList } from '@/lib/groups/list';

type GroupToolbarProps = {
  base: string;
  state: ListState;
  page: Page<GroupRow>;
  /** Units that own one of the groups. */
  units: readonly Choice[];
  /** Which of the fixed filters to offer. */
  filters: readonly ('platform' | 'mine' | 'state' | 'checked')[];
};

/** Search, filters and export above a list of groups. */
export function GroupToolbar({ base, state, page, units, filters }: GroupToolbarProps) {
  const fixed = filters.map((key) => ({
    key,
    label: groupList.filters[key]?.label ?? '',
    choices: groupList.filters[key]?.choices ?? [],
  }));
  return (
    <ListToolbar
      base={base}
      state={state}
      total={page}
      unit="个"
      search="搜群名、拼音首字母"
      filters={[...fixed, ...(units.length > 1 ? [{ key: 'unit', label: '归口单位', choices: units }] : [])]}
      sorts={[
        { key: 'name', label: '名称' },
        { key: 'created', label: '建群时间' },
      ]}
      exportName={groupList.name}
    />
  );
}
