import type { FilterChip } from '@/components/list/filter-chips';
import { ListToolbar } from '@/components/list/list-toolbar';
import type { Choice, ListState, Page } from '@/lib/core/paging';
import { type NoticeRow, noticeList } from '@/lib/notices/list';

interface NoticeToolbarProps {
  state: ListState;
  page: Page<NoticeRow>;
  /** The units and groups the list is narrowed by. */
  chosen: { units: Choice[]; groups: Choice[] };
  may: { chooseUnit: boolean };
}

const chip = (key: string): FilterChip => ({
  key,
  label: noticeList.filters[key]?.label ?? '',
  choices: noticeList.filters[key]?.choices ?? [],
  single: ['major', 'unread', 'overdue', 'follow', 'left', 'stopped', 'period'].includes(key),
});

/** Filters that say something in each view. */
function chipsOf(view: string | undefined): FilterChip[] {
  const own = view === 'received' ? ['unread', 'overdue'] : [];
  const status = view === 'received' || view === 'todo' ? [] : ['status'];
  return [...status, 'category', 'major', ...own, 'period'].map(chip);
}

/** Search, filters and order of the list of notices. */
export function NoticeToolbar({ state, page, chosen, may }: NoticeToolbarProps) {
  const view = state.filters.view?.[0];
  const withDue = view === 'todo' || view === 'received';
  return (
    <ListToolbar
      base="/notices"
      state={state}
      total={page}
      search="搜标题、正文、起草人"
      filters={[
        ...chipsOf(view),
        ...(state.filters.follow ? [chip('follow')] : []),
        ...(state.filters.left ? [chip('left')] : []),
        ...(state.filters.stopped ? [chip('stopped')] : []),
        ...(may.chooseUnit
          ? [{ key: 'unit', label: '单位', choices: chosen.units, source: '/api/options/notice-units' }]
          : []),
        { key: 'group', label: '目标群', choices: chosen.groups, source: '/api/options/filter-groups' },
      ]}
      sorts={[{ key: 'time', label: '时间' }, ...(withDue ? [{ key: 'due', label: '回执截止' }] : [])]}
      exportName={noticeList.name}
    />
  );
}
