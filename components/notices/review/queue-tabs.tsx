import { TabLinks } from '@/components/ui/tab-links';
import { type ListState, listHref } from '@/lib/core/paging';
import { type QueueView, queueViews } from '@/lib/notices/review/list';

interface QueueTabsProps {
  state: ListState;
  counts: { me: number; vacant: number | null };
}

/** Whose turn it is: what waits for the reader, and for whom the Office has to name a reviewer, with how many that are. */
export function QueueTabs({ state, counts }: QueueTabsProps) {
  const current = state.filters.show?.[0];
  const views: (QueueView | undefined)[] = [
    undefined,
    'me',
    ...(counts.vacant === null ? [] : (['vacant'] as const)),
    'done',
  ];
  const countOf = (view: QueueView | undefined) =>
    view === 'me' || view === 'vacant' ? (counts[view] ?? undefined) : undefined;
  return (
    <TabLinks
      label="范围"
      items={views.map((view) => ({
        href: hrefOf(state, view),
        label: view ? queueViews[view] : '全部待审',
        count: countOf(view),
        current: current === view,
      }))}
    />
  );
}

/** Another tab keeps what is searched and filtered for. */
function hrefOf(state: ListState, view: QueueView | undefined): string {
  const { show: _, ...filters } = state.filters;
  return listHref('/review', state, { filters: view ? { ...filters, show: [view] } : filters });
}
