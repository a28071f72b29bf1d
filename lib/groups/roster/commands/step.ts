import { sql } from 'drizzle-orm';
import {
  type RosterKind,
  type RosterStatus,
  type RosterStep,
  rosterEntries,
  rosterKinds,
} from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { second } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import type { SettleRoster } from '../input';
import { mayCheckRoster } from '../policy';
import { rosterStepNames, rosterWorkflow } from '../states';
import { type LockedEntry, labelOf } from './entries';
import { reopen } from './reopen';
import { setApart } from './same';
import { requestJoins } from './steps/joining';
import { recordLeaves, tellMembers } from './steps/members';
import { orderAdditions, orderRemovals, orderRenames } from './steps/orders';
import { type Settled, sift, type TakeStep, type Work } from './steps/work';

interface Step {
  kinds: readonly RosterKind[];
  take: TakeStep;
}

const inForce: readonly RosterKind[] = rosterKinds.filter((kind) => kind !== 'conforms');

/** Every step with the sorts of lines it is for. */
const steps: Readonly<Record<SettleRoster['step'], Step>> = {
  join: { kinds: ['stranger'], take: settling(requestJoins) },
  remove: { kinds: ['stranger', 'double'], take: settling(orderRemovals) },
  add: { kinds: ['missing'], take: settling(orderAdditions) },
  leave: { kinds: ['missing'], take: settling(recordLeaves) },
  rename: { kinds: ['misnamed'], take: settling(orderRenames) },
  tell: { kinds: ['misnamed'], take: settling(tellMembers) },
  ignore: { kinds: inForce, take: ignore },
  different: { kinds: ['likely'], take: setApart },
  reopen: { kinds: inForce, take: reopen },
};

/** The sorts of lines a step is for. */
export const kindsOf = (step: SettleRoster['step']): readonly RosterKind[] => steps[step].kinds;

/** Takes a step for lines that are as they were shown; each is answered. */
export async function stepRoster(
  work: Work,
  step: SettleRoster['step'],
  entries: readonly LockedEntry[],
): Promise<Settled[]> {
  const { kinds, take } = steps[step];
  const from = step === 'reopen' ? rosterWorkflow.verbs.reopen.from : rosterWorkflow.verbs.settle.from;
  const { free: fitting, stopped } = sift(entries, (entry) => {
    return kinds.includes(entry.kind) ? undefined : '这一行不能这样处理，请刷新后再试';
  });
  const { free, late } = inTime(fitting, from);
  return [...stopped, ...late, ...(free.length ? await take(work, free) : [])];
}

/** Lines that somebody else has dealt with are answered with who it was. */
function inTime(
  entries: readonly LockedEntry[],
  from: readonly RosterStatus[],
): { free: LockedEntry[]; late: Settled[] } {
  const late = entries.flatMap((entry): Settled[] => {
    if (from.includes(entry.status)) return [];
    const answer = second(rosterWorkflow, entry);
    return answer.ok ? [] : [{ id: entry.id, refusal: answer.refusal }];
  });
  return { free: entries.filter(({ status }) => from.includes(status)), late };
}

/** Whoever may act on the check. */
const mayAct =
  ({ check }: Work) =>
  (actor: Actor) =>
    mayCheckRoster(actor, { groupId: check.group.id });

/** A step that ends the line: what came of it is kept with it. */
function settling(take: TakeStep): TakeStep {
  return async (work, entries) => {
    const answers = await take(work, entries);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const names = new Set(answers.flatMap(({ step }) => step ?? []));
    for (const step of names) {
      const rows = answers.flatMap((answer) => (answer.step === step ? (byId.get(answer.id) ?? []) : []));
      // biome-ignore lint/performance/noAwaitInLoops: two at most, each for all of its lines
      await settle(work, step, rows);
    }
    await link(work, answers);
    return answers;
  };
}

async function settle(work: Work, step: RosterStep, rows: readonly LockedEntry[]): Promise<void> {
  await transition(work.tx, {
    table: rosterEntries,
    workflow: rosterWorkflow,
    verb: 'settle',
    rows,
    actor: work.actor,
    may: mayAct(work),
    label: labelOf,
    reason: work.reason ? `${rosterStepNames[step]}：${work.reason}` : rosterStepNames[step],
    set: { step, note: work.reason || null },
  });
}

/** Which request or order came of each line. */
async function link({ tx }: Work, answers: readonly Settled[]): Promise<void> {
  const links = answers
    .filter(({ requestId, orderId }) => requestId || orderId)
    .map(({ id, requestId, orderId }) => ({ id, request: requestId ?? null, order: orderId ?? null }));
  if (!links.length) return;
  await tx.execute(sql`
    update roster_entries set request_id = given.request, order_id = given."order"
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as given(id uuid, request uuid, "order" uuid)
    where roster_entries.id = given.id`);
}

async function ignore(work: Work, entries: readonly LockedEntry[]): Promise<Settled[]> {
  await transition(work.tx, {
    table: rosterEntries,
    workflow: rosterWorkflow,
    verb: 'ignore',
    rows: entries,
    actor: work.actor,
    may: mayAct(work),
    label: labelOf,
    reason: work.reason,
    set: { note: work.reason },
  });
  return entries.map(({ id }) => ({ id }));
}
