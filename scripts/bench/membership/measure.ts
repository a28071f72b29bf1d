import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { submitJoins } from '@/lib/groups/joining/commands/submit';
import { emptyRow } from '@/lib/groups/joining/rules/rows';
import { decideRequest, decideRequests } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { checkPasted } from '@/lib/groups/roster/commands/take';
import { actorCalled } from '../actors';
import { median } from '../finding';
import { accountOf } from '../street/founding';
import { freePairs, fullGroup, waitingOf } from './prepare';

/** How much of each is done. */
export interface MembershipSizes {
  /** Lines of the list, and members of the group it is compared with. */
  roster: number;
  people: number;
  groups: number;
  /** Requests decided in one act. */
  decided: number;
  /** Acts on one row alone, to which the many are compared. */
  alone: number;
}

/** Milliseconds; `longestBlock` is how long nobody else was served. */
export interface Measured {
  rows: number;
  milliseconds: number;
  longestBlock: number;
}

export interface MembershipFigures {
  roster: Measured;
  /** The same with a tenth of the list, and of the group. */
  shortRoster: Measured;
  submit: Measured;
  submitAlone: Measured;
  decide: Measured;
  decideAlone: Measured;
}

/** Times one act, and the longest time in which the process did nothing else. @throws Error when it is refused, or not done for all rows */
async function timed<Value>(
  rows: number,
  act: () => Promise<Result<Value>>,
  done: (value: Value) => number = () => rows,
): Promise<Measured> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const start = performance.now();
  const result = await act();
  const milliseconds = performance.now() - start;
  loop.disable();
  if (!result.ok) throw new Error(`refused: ${result.refusal.message}`);
  if (done(result.value) !== rows) throw new Error(`done for ${done(result.value)} of ${rows}`);
  return { rows, milliseconds, longestBlock: loop.max / 1e6 };
}

/** The middle one of several acts on a row each. */
async function aloneTimed<Input>(
  inputs: readonly Input[],
  act: (input: Input) => Promise<Result<unknown>>,
): Promise<Measured> {
  const times: Measured[] = [];
  for (const input of inputs) times.push(await timed(1, () => act(input)));
  const middle = (read: (one: Measured) => number) => median(times.map(read));
  return {
    rows: 1,
    milliseconds: middle((one) => one.milliseconds),
    longestBlock: middle((one) => one.longestBlock),
  };
}

async function roster({ roster: most }: MembershipSizes) {
  const office = await actorCalled(accountOf.office, 'office_admin');
  const check = ({ groupId, lines }: Awaited<ReturnType<typeof fullGroup>>) =>
    timed(lines.length, () =>
      checkPasted(office, { submissionId: newId(), groupId, text: lines.join('\n') }),
    );
  const [short, long] = [await fullGroup(most / 10, 0), await fullGroup(most, 1)];
  // The first is for the process to become warm.
  await check(short);
  return { shortRoster: await check(short), roster: await check(long) };
}

/** What makes many and one alike: one form, one decision, whatever the number of rows. */
async function joins({ people, groups, decided, alone }: MembershipSizes) {
  const office = await actorCalled(accountOf.office, 'office_admin');
  const second = await actorCalled(accountOf.secondOffice, 'office_admin');
  const free = await freePairs(people, groups + 1);
  const [spare = '', ...groupIds] = free.groupIds;
  const reason = '新到岗';
  const submitAlone = await aloneTimed(free.people.slice(0, alone), ({ id, unitId }) =>
    submitJoin(office, { submissionId: newId(), personId: id, groupId: spare, unitId, reason }),
  );
  const rows = free.people.map(({ id }, i) => ({ ...emptyRow, key: String(i), personId: id }));
  const submit = await timed(
    rows.length * groupIds.length,
    () => submitJoins(office, { submissionId: newId(), rows, groupIds, reason }),
    ({ count }) => count,
  );
  const approve = { decision: 'approve' as const };
  const decideAlone = await aloneTimed(await waitingOf([spare], alone), (row) =>
    decideRequest(second, { ...row, ...approve }),
  );
  const waiting = await waitingOf(groupIds, decided);
  const decide = await timed(
    waiting.length,
    () => decideRequests(second, { rows: waiting, ...approve }),
    (value) => value.decided,
  );
  return { submit, submitAlone, decide, decideAlone };
}

/** Does with the product's own commands what a community does in one go, on a street of the benchmark. */
export async function measureMembership(sizes: MembershipSizes): Promise<MembershipFigures> {
  return { ...(await roster(sizes)), ...(await joins(sizes)) };
}
