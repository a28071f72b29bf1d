import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { type Refusal, Refused } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { judge, type Moved } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import type { ApproveMany, DecideStep, SeenStep } from '../input';
import { mayReview } from '../policy';
import { opinionText } from '../rules/opinion';
import { clauseOf, stepWorkflow } from '../states';
import { carryOn, type Decided, sendBack } from './follow';
import { type LockedStep, lockSteps, stepLabel } from './lock';
import { type Outcome, outcomesOf } from './outcome';

type Judgement = Pick<DecideStep, 'decision' | 'reasons' | 'opinion'>;

/**
 * 通过, 退回修改 or 不予发布 of one step (追认 or 不予追认 of what is out already); refused when somebody else was first, naming him, and
 * when the author has taken the notice back.
 */
export const decideStep = command(
  {
    name: 'review.decide',
    clause: '3.4.2',
    entity: ({ id }: DecideStep) => ({ type: 'review', id, label: '信息审核' }),
  },
  async (tx, actor, input) => {
    const [outcome] = await decideRows(tx, actor, [input], input, obstacleToOne);
    if (outcome?.refusal) throw new Refused(outcome.refusal);
    return { decided: 1 };
  },
);

/**
 * 通过 of many: ordinary notices only, whose latest revision the actor has opened, each with its attestations. Every row is decided or
 * refused for itself; refusals are kept in the audit trail.
 */
export const approveMany = command(
  { name: 'review.decide', clause: '3.4.2' },
  async (tx, actor, { rows }: ApproveMany) => {
    const approval = { decision: 'approve' as const, reasons: [], opinion: '' };
    const outcomes = await decideRows(tx, actor, rows, approval, obstacleToMany);
    const refused = outcomes.filter(({ refusal }) => refusal);
    await record(
      tx,
      actor,
      ...refused.map(({ id, title, refusal }) => ({
        action: 'review.decide',
        entity: { type: 'review', id, label: title },
        clause: refusal?.clause ?? '3.4.2',
        reason: refusal?.message,
        refused: refusal?.code,
      })),
    );
    return { decided: outcomes.length - refused.length, refused };
  },
);

/** What stands in the way of deciding a step the actor may decide; undefined when nothing does. */
type Obstacle = (row: LockedStep, decision: DecideStep['decision']) => string | undefined;

const obstacleToOne: Obstacle = (row, decision) => {
  if (row.status === 'waiting') return '上一步尚未审核，轮到您时会通知您';
  if (row.afterwards && decision === 'return') return '信息已先行发布，只能追认或不予追认';
  return undefined;
};

const obstacleToMany: Obstacle = (row, decision) => {
  if (row.notice.major) return '重要事项须逐件审核';
  if (row.afterwards) return '先行发布的信息须逐件补审';
  if (!row.opened) return `请先打开查看第 ${row.revisionNumber} 版`;
  return obstacleToOne(row, decision);
};

const ruled = (id: string, message: string): Moved => {
  const refusal: Refusal = { code: 'rule', message, clause: '3.4.2' };
  return { id, ok: false, refusal };
};

/** Everything is locked before anything is decided. The version the actor saw goes into the UPDATE. */
async function decideRows(
  tx: Tx,
  actor: Actor,
  seen: readonly SeenStep[],
  judgement: Judgement,
  obstacle: Obstacle,
): Promise<Outcome[]> {
  const ids = seen.map(({ id }) => id);
  const locked = await lockSteps(tx, actor, ids);
  const versions = new Map(seen.map(({ id, version }) => [id, version]));
  const rows = locked.map((row) => ({ ...row, version: versions.get(row.id) ?? row.version }));
  const stopped = rows.flatMap((row) => {
    if (!mayReview(actor, row).allowed) return [];
    const open = judge({ workflow: stepWorkflow, verb: judgement.decision, actor, may: 'system' }, row).ok;
    const message = open || row.status === 'waiting' ? obstacle(row, judgement.decision) : undefined;
    return message ? [ruled(row.id, message)] : [];
  });
  const free = rows.filter(({ id }) => !stopped.some((answer) => answer.id === id));
  const moved = await moveSteps(tx, actor, free, judgement);
  const won = free.flatMap((row): Decided[] => {
    const answer = moved.find(({ id }) => id === row.id);
    return answer?.ok ? [{ ...row, version: row.version + 1, grant: answer.grant }] : [];
  });
  if (judgement.decision === 'approve') await carryOn(tx, actor, won);
  else await sendBack(tx, actor, won, judgement.decision, wordsOf(judgement));
  return outcomesOf(ids, locked, new Map([...stopped, ...moved].map((answer) => [answer.id, answer])));
}

const wordsOf = ({ reasons, opinion }: Judgement): string => opinionText(reasons, opinion);

/** Whose duty each decision exercised, by step: of steps decided together it may be several people's. */
function principals(actor: Actor, rows: readonly LockedStep[]): string {
  const pairs = rows.flatMap((row) => {
    const found = mayReview(actor, row);
    return found.allowed && found.grant.onBehalfOf ? [[row.id, found.grant.onBehalfOf.id]] : [];
  });
  return JSON.stringify(Object.fromEntries(pairs));
}

function moveSteps(
  tx: Tx,
  actor: Actor,
  rows: readonly LockedStep[],
  judgement: Judgement,
): Promise<Moved[]> {
  const approves = judgement.decision === 'approve';
  const words = wordsOf(judgement);
  return transition(tx, {
    table: noticeSteps,
    workflow: stepWorkflow,
    verb: judgement.decision,
    rows,
    actor,
    may: mayReview,
    label: stepLabel,
    reason: words || null,
    clause: clauseOf,
    set: {
      decidedBy: actor.personId,
      decidedFor: sql`(${principals(actor, rows)}::jsonb ->> ${noticeSteps.id}::text)::uuid`,
      decidedAt: now(),
      opinion: words || null,
      reasons: approves ? [] : judgement.reasons,
      truth: approves,
      accuracy: approves,
      conformity: approves,
    },
  });
}
