import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { Refused } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { judge, type Moved } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import type { Decide, DecideMany, SeenRow } from '../input';
import { mayDecide } from '../policy';
import { visibleRequests } from '../queries/scope';
import { joinObstacle } from '../rules';
import { joinWorkflow } from '../states';
import { type Approved, issueOrders } from './approve';
import { type LockedRequest, lockRequests } from './lock';
import { missing, type Outcome } from './outcome';
import { type Decided, tellDecided } from './tell';

type Opinion = Pick<Decide, 'decision' | 'reason'>;

/** 通过 or 驳回 of one request; refused when somebody else was first, naming him. */
export const decideRequest = command(
  {
    name: 'membership.decide',
    clause: '2.1.1',
    entity: ({ id }: Decide) => ({ type: 'membership', id, label: '入群申请' }),
  },
  async (tx, actor, input) => {
    const [outcome] = await decideRows(tx, actor, [input], [{ rows: [input], opinion: input }]);
    if (outcome?.refusal) throw new Refused(outcome.refusal);
    return { decided: 1 };
  },
);

/** What is approved, and what is rejected among it. */
function opinionsOf({ rows, decision, reason }: DecideMany): Judged[] {
  const rejected = rows.filter(({ reject }) => reject);
  const others = rows.filter(({ reject }) => !reject);
  const own = rejected.length && decision === 'approve' ? undefined : reason;
  return [
    { rows: others, opinion: { decision, reason: own } },
    { rows: rejected, opinion: { decision: 'reject' as const, reason } },
  ].filter((part) => part.rows.length > 0);
}

/** The same decision on many, or approval with some rejected among them: each row is decided or refused for itself, and refusals are kept in the audit trail. */
export const decideRequests = command(
  { name: 'membership.decide', clause: '2.1.1' },
  async (tx, actor, input: DecideMany) => {
    const outcomes = await decideRows(tx, actor, input.rows, opinionsOf(input));
    const refused = outcomes.filter(({ refusal }) => refusal);
    await record(
      tx,
      actor,
      ...refused.map(({ id, number, refusal }) => ({
        action: 'membership.decide',
        entity: { type: 'membership', id, label: number },
        clause: refusal?.clause ?? '2.1.1',
        reason: refusal?.message,
        refused: refusal?.code,
      })),
    );
    return { decided: outcomes.length - refused.length, refused };
  },
);

/** Rows that are decided alike. */
interface Judged {
  rows: readonly SeenRow[];
  opinion: Opinion;
}

/** Everything is locked before anything is decided, so that two who decide on the same rows do not wait for each other. */
async function decideRows(
  tx: Tx,
  actor: Actor,
  seen: readonly SeenRow[],
  judged: readonly Judged[],
): Promise<Outcome[]> {
  const locked = await lockRequests(
    tx,
    seen.map(({ id }) => id),
    visibleRequests(actor),
  );
  const byId = new Map(locked.map((row) => [row.id, row]));
  const answers = new Map<string, Moved>();
  const decided: Decided[] = [];
  for (const { rows, opinion } of judged)
    for (const [request, answer] of await decideAlike(tx, actor, asSeen(byId, rows), opinion)) {
      answers.set(request.id, answer);
      if (answer.ok) decided.push({ request, ...opinion });
    }
  await tellDecided(tx, actor, decided);
  return seen.map(({ id }) => {
    const answer = answers.get(id) ?? missing(id, '申请');
    const { number = '', personName = '' } = byId.get(id) ?? {};
    return { id, number, personName, refusal: answer.ok ? null : answer.refusal };
  });
}

async function decideAlike(
  tx: Tx,
  actor: Actor,
  rows: readonly LockedRequest[],
  opinion: Opinion,
): Promise<(readonly [LockedRequest, Moved])[]> {
  const answers = await moveRows(tx, actor, rows, opinion);
  const moved = rows.flatMap((row) => {
    const answer = answers.get(row.id);
    return answer ? [[row, answer] as const] : [];
  });
  const won = moved.flatMap(([request, answer]) => (answer.ok ? [{ request, grant: answer.grant }] : []));
  if (opinion.decision === 'approve') await issueOrders(tx, actor, won.map(asApproved), true);
  return moved;
}

/** A row as the approval has just left it. */
const asApproved = ({ request, grant }: Approved): Approved => ({
  grant,
  request: { ...request, status: 'approved', version: request.version + 1 },
});

/** Whom the second decider is told of: the first, also where the product has finished the request by itself since. */
function lastActOf({ status, decidedByName, decidedAt, statusByName, statusAt }: LockedRequest) {
  if (status === 'done' && decidedByName && decidedAt)
    return { statusByName: decidedByName, statusAt: decidedAt };
  return { statusByName, statusAt };
}

/** The version the decider saw goes into the UPDATE: what has moved since is refused there. */
function asSeen(locked: ReadonlyMap<string, LockedRequest>, seen: readonly SeenRow[]): LockedRequest[] {
  return seen.flatMap(({ id, version }) => {
    const row = locked.get(id);
    return row ? [{ ...row, version, ...lastActOf(row) }] : [];
  });
}

async function moveRows(
  tx: Tx,
  actor: Actor,
  rows: readonly LockedRequest[],
  { decision, reason }: Opinion,
): Promise<Map<string, Moved>> {
  const stopped = decision === 'approve' ? rows.flatMap((row) => obstacleTo(actor, row)) : [];
  const moved = await transition(tx, {
    table: membershipRequests,
    workflow: joinWorkflow,
    verb: decision,
    rows: rows.filter(({ id }) => !stopped.some((answer) => answer.id === id)),
    actor,
    may: mayDecide,
    label: ({ number }) => number,
    reason: reason || null,
    set: { decidedBy: actor.personId, decidedAt: now(), decisionReason: reason || null },
  });
  return new Map([...stopped, ...moved].map((answer) => [answer.id, answer]));
}

/** What has come in the way since the request was sent; asked only of rows that may be decided, so that it tells no stranger. */
function obstacleTo(actor: Actor, row: LockedRequest): Moved[] {
  const free = judge({ workflow: joinWorkflow, verb: 'approve', actor, may: mayDecide }, row).ok;
  const obstacle = free ? joinObstacle(row) : undefined;
  if (!obstacle) return [];
  return [
    {
      id: row.id,
      ok: false,
      refusal: { code: 'rule', message: `${obstacle.message}，请驳回`, clause: '2.1.1' },
    },
  ];
}
