import { and, asc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { WorkCalendar } from '@/lib/calendar/rules';
import { newId } from '@/lib/core/id';
import { submitJoins } from '@/lib/groups/joining/commands/submit';
import { emptyRow, type JoinRow } from '@/lib/groups/joining/rules/rows';
import { decideRequests } from '@/lib/groups/requests/commands/decide';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import { workingHoursBefore } from './plan';

/** Name, phone, duty; `外` marks an outsider. */
type Newcomer = readonly [name: string, phone: string, duty: string, mark?: '外'];

const gridWorkers: readonly Newcomer[] = [
  ['岳晓棠', '13300009101', '专职网格员'],
  ['柯文博', '13300009138', '专职网格员'],
  ['庄思敏', '13300009175', '专职网格员'],
  ['游志诚', '13300009212', '网格长'],
  ['盛物业', '', '物业经理', '外'],
];
const wardens: readonly Newcomer[] = [
  ['麦振华', '13300009249', '协管员'],
  ['阮少雄', '13300009286', '协管员'],
  ['古立新', '13300009323', '协管员'],
  ['符海波', '13300009360', '协管员'],
];

const rowsOf = (people: readonly Newcomer[]): JoinRow[] =>
  people.map(([name, phone, duty, mark], n) => ({
    ...emptyRow,
    key: `r${n + 1}`,
    name,
    phone,
    duty,
    affiliated: mark === '外',
  }));

/** What of a batch is still to be decided, in the order of the form. */
const waitingOf = (batchId: string) =>
  db()
    .select({ id: membershipRequests.id, version: membershipRequests.version })
    .from(membershipRequests)
    .where(and(eq(membershipRequests.batchId, batchId), eq(membershipRequests.status, 'submitted')))
    .orderBy(asc(membershipRequests.id));

/** Two forms of many: one nobody has looked at yet, and one the Office has decided in part, one person of it with a refusal. */
export function batches(hands: Hands, street: Founded, calendar: WorkCalendar, present: Date): Step[] {
  const ago = (hours: number) => workingHoursBefore(calendar, present, hours);
  const submit =
    (head: string, people: readonly Newcomer[], groups: readonly string[], batchId: string) => (at: Date) =>
      hands.act(head, at, (actor) =>
        submitJoins(actor, {
          submissionId: batchId,
          rows: rowsOf(people),
          groupIds: groups.map((name) => street.groups.get(name) ?? ''),
          reason: '新到岗',
        }),
      );
  const [undecided, half] = [newId(), newId()];
  const decideHalf = async (at: Date) => {
    const waiting = await waitingOf(half);
    const [refused, approved] = [waiting.slice(1, 2), [...waiting.slice(0, 1), ...waiting.slice(2, 4)]];
    await hands.act('office2', at, (actor) =>
      decideRequests(actor, { rows: approved, decision: 'approve', reason: undefined }),
    );
    await hands.act('office2', at, (actor) =>
      decideRequests(actor, { rows: refused, decision: 'reject', reason: '协管员不进总群，请由队长入群' }),
    );
  };
  const step = (hours: number, run: (at: Date) => Promise<unknown>): Step => {
    const at = ago(hours);
    return { at, run: () => run(at) };
  };
  return [
    step(11, submit('head.chengguan', wardens, ['城管执法群', '街道工作总群'], half)),
    step(6, decideHalf),
    step(
      2.5,
      submit('head.xinhua', gridWorkers, ['新华社区工作群', '防汛应急群', '街道工作总群'], undecided),
    ),
  ];
}
