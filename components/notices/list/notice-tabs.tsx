import { TabLinks } from '@/components/ui/tab-links';
import { type ListState, listHref } from '@/lib/core/paging';
import { type NoticeView, noticeViews } from '@/lib/notices/list';

interface NoticeTabsProps {
  state: ListState;
  /** What waits for the reader to acknowledge, and to review; the latter only of reviewers. */
  counts: { todo: number; review: number };
  may: { write: boolean; review: boolean };
}

/** Whose notices are shown, and the way to those waiting for one's review. */
export function NoticeTabs({ state, counts, may }: NoticeTabsProps) {
  const current = state.filters.view?.[0];
  const views: (NoticeView | undefined)[] = [
    undefined,
    'received',
    'todo',
    ...(may.write ? (['mine'] as const) : []),
  ];
  const tabs = views.map((view) => ({
    href: hrefOf(state, view),
    label: view ? noticeViews[view] : '全部',
    count: view === 'todo' ? counts.todo : undefined,
    current: current === view,
  }));
  const review = { href: '/review?show=me', label: '待我审核', count: counts.review, current: false };
  return <TabLinks label="范围" items={may.review ? [...tabs, review] : tabs} />;
}

/** Another tab (none: all notices) keeps what is searched for, not what another kind of list was narrowed by. */
export function hrefOf(state: ListState, view?: NoticeView): string {
  const sorted =
    view === 'todo' ? ({ sort: 'due', dir: 'asc' } as const) : ({ sort: 'time', dir: 'desc' } as const);
  return listHref('/notices', { ...state, ...sorted, filters: view ? { view: [view] } : {} });
}
