import { ListToolbar } from '@/components/list/list-toolbar';
import { Notice } from '@/components/ui/notice';
import type { Actor } from '@/lib/access/actor';
import type { ListState } from '@/lib/core/paging';
import { formatMoment } from '@/lib/core/time';
import { rosterList } from '@/lib/groups/roster/list';
import {
  type CheckedGroup,
  type CheckShown,
  compareChecks,
  countsOf,
} from '@/lib/groups/roster/queries/check';
import { listRosterEntries } from '@/lib/groups/roster/queries/entries';
import { CheckFigures, CheckHistory, SinceCard } from './check-facts';
import { RosterTable } from './roster-table';
import { RosterTabs } from './roster-tabs';
import { WholeSteps } from './whole-steps';

interface RosterCheckProps {
  actor: Actor;
  group: CheckedGroup;
  /** The latest, newest first. */
  checks: readonly CheckShown[];
  check: CheckShown;
  before: CheckShown | null;
  state: ListState;
  /** The address says nothing of which lines are wanted. */
  bare: boolean;
}

/** A bare address shows what waits. */
function opening(state: ListState, check: CheckShown, bare: boolean): ListState {
  const waiting: ListState['filters'] = bare && check.open > 0 ? { state: ['open'] } : {};
  return { ...state, filters: { ...waiting, ...state.filters, check: [check.id] } };
}

const filters = (['state', 'news'] as const).map((key) => ({
  key,
  label: rosterList.filters[key]?.label ?? '',
  choices: rosterList.filters[key]?.choices ?? [],
  single: true,
}));

/** One check of a group: its figures, its lines with their next steps, and how it stands to the one before. */
export async function RosterCheck(props: RosterCheckProps) {
  const { actor, group, checks, check, before, state: asked, bare } = props;
  const base = `/groups/${group.id}/roster`;
  const state = opening(asked, check, bare);
  const [counts, page, since] = await Promise.all([
    countsOf(actor, check.id),
    listRosterEntries(actor, state),
    before ? compareChecks(actor, check.id, before.id) : null,
  ]);
  const acting = check.id === checks[0]?.id;
  return (
    <>
      {acting ? null : (
        <div className="mb-4">
          <Notice title={`这是 ${formatMoment(check.takenAt)} 的比对，只供查阅`}>
            请在最近一次比对中处理。
          </Notice>
        </div>
      )}
      <CheckFigures check={check} counts={counts} />
      <div className="grid items-start gap-4 xl:grid-cols-[1fr_18rem]">
        <section aria-label="比对结果" className="min-w-0">
          <RosterTabs base={base} state={state} counts={counts} />
          {acting ? <WholeSteps checkId={check.id} counts={counts} /> : null}
          <ListToolbar
            base={base}
            state={state}
            total={page}
            unit="行"
            search="搜群昵称、姓名、拼音首字母"
            filters={filters}
            exportName={rosterList.name}
          />
          <RosterTable
            base={base}
            groupId={group.id}
            checkId={check.id}
            state={state}
            page={page}
            acting={acting}
          />
        </section>
        <div className="flex min-w-0 flex-col gap-4">
          {since && before ? <SinceCard since={since} before={before} base={base} state={state} /> : null}
          <CheckHistory checks={checks} current={check.id} base={base} />
        </div>
      </div>
    </>
  );
}
