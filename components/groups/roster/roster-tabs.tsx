import { TabLinks } from '@/components/ui/tab-links';
import { type ListState, listHref } from '@/lib/core/paging';
import type { KindCounts } from '@/lib/groups/roster/queries/check';
import { rosterKindNames, rosterKindOrder } from '@/lib/groups/roster/states';

interface RosterTabsProps {
  base: string;
  state: ListState;
  counts: KindCounts;
}

/** The sorts of lines a check has, in the order in which they are worked off; with how many wait. */
export function RosterTabs({ base, state, counts }: RosterTabsProps) {
  const chosen = state.filters.kind ?? [];
  const others = { ...state.filters };
  delete others.kind;
  delete others.state;
  const found = rosterKindOrder.filter((kind) => counts[kind]);
  const open = found.reduce((sum, kind) => sum + (counts[kind]?.open ?? 0), 0);
  return (
    <TabLinks
      label="比对结果"
      items={[
        {
          href: listHref(base, state, { filters: { ...others, state: ['open'] } }),
          label: '全部待处理',
          count: open,
          current: chosen.length === 0 && state.filters.state?.[0] === 'open',
        },
        ...found.map((kind) => ({
          href: listHref(base, state, { filters: { ...others, kind: [kind] } }),
          label: rosterKindNames[kind].label,
          count: counts[kind]?.all ?? 0,
          current: chosen.length === 1 && chosen[0] === kind,
        })),
      ]}
    />
  );
}
