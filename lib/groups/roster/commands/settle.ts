import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { rosterEntries } from '@/db/schema/roster';
import { type Refusal, Refused, refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { second } from '@/lib/workflow/move';
import type { SettleAll, SettleRoster } from '../input';
import { rosterWorkflow } from '../states';
import { holdCheck, type LockedEntry, labelOf, lockEntries, ofIds } from './entries';
import { clause } from './lock';
import { kindsOf, stepRoster } from './step';
import type { Settled, Work } from './steps/work';

export interface SettleOutcome {
  settled: number;
  refused: { id: string; label: string; message: string }[];
}

const entity = ({ checkId }: { checkId: string }) => ({ type: 'roster', id: checkId, label: '花名册比对' });
const missing: Refusal = { code: 'not_found', message: '没有找到这一行，请刷新后再试' };

/**
 * Takes the next step of lines of a check, all the same one: a request, an order, a leave, a message, or saying why there is none.
 * Each line succeeds or is refused for itself; when none succeeds the whole is refused.
 */
export const settleRoster = command(
  { name: 'roster.settle', clause, once: (input: SettleRoster) => input.submissionId, entity },
  async (tx, actor, { checkId, rows, step, reason, submissionId }): Promise<SettleOutcome> => {
    const check = await holdCheck(tx, actor, checkId);
    if (step === 'ignore' && !reason)
      refuse('invalid', '请填写不处理的原因', { fields: { reason: '请填写原因' } });
    const locked = await lockEntries(tx, check.id, ofIds(rows.map(({ id }) => id)));
    const byId = new Map(locked.map((entry) => [entry.id, entry]));
    const judged = rows.map(({ id, version }) => {
      const entry = byId.get(id);
      return { id, entry, refusal: entry ? changed(entry, version) : missing };
    });
    const free = judged.flatMap(({ entry, refusal }) => (entry && !refusal ? [entry] : []));
    const work = { tx, actor, check, reason: reason ?? '', batchId: submissionId };
    return outcome(
      [
        ...judged.flatMap(({ id, refusal }) => (refusal ? [{ id, refusal }] : [])),
        ...(await stepRoster(work, step, free)),
      ],
      byId,
    );
  },
);

/** The same for every open line that the step is for, however many pages they fill. */
export const settleAll = command(
  { name: 'roster.settle', clause, once: (input: SettleAll) => input.submissionId, entity },
  async (tx, actor, { checkId, step, submissionId }): Promise<SettleOutcome> => {
    const check = await holdCheck(tx, actor, checkId);
    const open = and(
      eq(rosterEntries.status, 'open'),
      inArray(rosterEntries.kind, [...kindsOf(step)]),
    ) as SQL;
    const locked = await lockEntries(tx, check.id, open);
    if (!locked.length) refuse('conflict', '没有待处理的行，请刷新后查看');
    const work: Work = { tx, actor, check, reason: '', batchId: submissionId };
    return outcome(await stepRoster(work, step, locked), new Map(locked.map((entry) => [entry.id, entry])));
  },
);

/** Somebody else has dealt with it since it was shown. */
function changed(entry: LockedEntry, version: number): Refusal | undefined {
  if (entry.version === version) return undefined;
  const answer = second(rosterWorkflow, entry);
  return answer.ok ? undefined : answer.refusal;
}

function outcome(all: readonly Settled[], byId: ReadonlyMap<string, LockedEntry>): SettleOutcome {
  const refused = all.flatMap(({ id, refusal }) => {
    const entry = byId.get(id);
    return refusal ? [{ id, label: entry ? labelOf(entry) : '', message: refusal.message }] : [];
  });
  const first = all.find(({ refusal }) => refusal)?.refusal;
  if (first && refused.length === all.length) throw new Refused(first);
  return { settled: all.length - refused.length, refused };
}
