import { and, asc, eq, inArray } from 'drizzle-orm';
import { db } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import { noticeRevisions } from '@/db/schema/notices';
import { deliveries } from '@/db/schema/receipts';
import { noticeSteps } from '@/db/schema/reviews';
import { type Actor, systemActor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders, reissueOrder } from '@/lib/groups/handling/commands/fail';
import { followUp } from '@/lib/notices/emergency/commands/follow';
import { publishFirst } from '@/lib/notices/emergency/commands/publish-first';
import { publishByHand, releaseNotice } from '@/lib/notices/publishing/commands/by-hand';
import { recallNotice } from '@/lib/notices/publishing/commands/recall';
import { publishDueNotices } from '@/lib/notices/publishing/jobs';
import { acknowledge, readNotice } from '@/lib/notices/receipts/commands/answer';
import { remindReceipts } from '@/lib/notices/receipts/commands/remind';
import { assignReviewer } from '@/lib/notices/review/commands/assign';
import { decideStep } from '@/lib/notices/review/commands/decide';
import { escalateReviews } from '@/lib/notices/review/commands/escalate';
import { setMajor } from '@/lib/notices/review/commands/major';
import { copyNotice } from '@/lib/notices/writing/commands/copy';
import { findLeft } from '@/lib/notices/writing/commands/left';
import { saveNotice } from '@/lib/notices/writing/commands/save';
import { submitNotice } from '@/lib/notices/writing/commands/submit';
import { discardNotice, reopenNotice, withdrawNotice } from '@/lib/notices/writing/commands/take-back';
import { actorAt } from '../model/stage';
import type { Act, Deciding, Handling, Naming, OnNoticeAct, WorldAct, Writing } from './acts';
import type { Facts } from './facts';
import { onReceipts } from './perform-receipts';
import { appear, onStreet } from './perform-street';
import { isOnStreet } from './street';
import { attachedTo, wordsOf } from './words';

const reason = '工作需要';
const system = systemActor('model');

async function stepId({ notices }: Facts, { on, step }: Deciding | Naming): Promise<string> {
  const rows = await db()
    .select({ id: noticeSteps.id })
    .from(noticeSteps)
    .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
    .where(eq(noticeSteps.noticeId, notices[on]?.id ?? newId()))
    .orderBy(asc(noticeRevisions.number), asc(noticeSteps.position));
  return rows[step]?.id ?? newId();
}

/** The same one among those of its kind in its group. */
async function orderId({ notices }: Facts, { on, order: place }: Handling): Promise<string> {
  const { id, orders = [] } = notices[on] ?? {};
  const order = orders[place];
  if (!(id && order)) return newId();
  const carried = db().select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.noticeId, id));
  const alike = and(eq(workOrders.groupId, order.group), eq(workOrders.kind, order.kind));
  const rows = await db()
    .select({ id: workOrders.id })
    .from(workOrders)
    .where(and(inArray(workOrders.originId, carried), alike))
    .orderBy(asc(workOrders.id));
  const before = orders.slice(0, place).filter((one) => one.group === order.group && one.kind === order.kind);
  return rows[before.length]?.id ?? newId();
}

const moment = (at: number | null) => (at === null ? null : new Date(at));

function formOf(facts: Facts, { form, seen }: Writing) {
  const { id, unit: unitId, groups: groupIds, major, wanted: receiptWanted, release: releaseWhen } = form;
  return {
    ...{ id, unitId, groupIds, major, receiptWanted, releaseWhen },
    ...wordsOf(form.words, attachedTo(facts, form)),
    ...{ category: 'announcement' as const, titleReason: '', fileIds: form.files, answers: {} },
    receiptDue: moment(form.receiptDue),
    planned: moment(form.planned),
    seen: moment(seen)?.toISOString() ?? '',
  };
}

async function onStep(actor: Actor, facts: Facts, act: Deciding): Promise<Result<unknown>> {
  const seen = { id: await stepId(facts, act), version: act.version };
  if (act.act === 'setMajor') return setMajor(actor, seen);
  const approves = act.act === 'approve';
  return decideStep(actor, {
    ...seen,
    decision: act.act,
    ...{ truth: approves, accuracy: approves, conformity: approves, reasons: [] },
    opinion: approves ? '' : '数据有误',
  });
}

async function onOrder(actor: Actor, facts: Facts, act: Handling): Promise<Result<unknown>> {
  const id = await orderId(facts, act);
  if (act.act === 'reissue') return reissueOrder(actor, { id });
  const orders = [{ id, version: act.version }];
  return act.act === 'fail'
    ? failOrders(actor, { orders, reason })
    : completeOrders(actor, { orders, handledAt: undefined });
}

const takingBack = { reopen: reopenNotice, withdraw: withdrawNotice };

async function onNotice(actor: Actor, facts: Facts, act: OnNoticeAct): Promise<Result<unknown>> {
  const id = 'on' in act && act.on !== null ? (facts.notices[act.on]?.id ?? newId()) : newId();
  switch (act.act) {
    case 'save':
      return saveNotice(actor, formOf(facts, act));
    case 'submit':
      return submitNotice(actor, { ...formOf(facts, act), submissionId: newId() });
    case 'copy':
    case 'repeat':
      return copyNotice(actor, { id, as: act.act, submissionId: newId() });
    case 'collect':
    case 'chase':
      return onReceipts(actor, facts, id, act);
    case 'reopen':
    case 'withdraw':
      return takingBack[act.act](actor, { id, version: act.version, reason });
    case 'discard':
      return discardNotice(actor, { id });
    case 'assign': {
      const { before, person: personId } = act;
      return assignReviewer(actor, { id: await stepId(facts, act), before, personId, reason });
    }
    case 'publish':
      return publishByHand(actor, { id, version: act.version });
    case 'release':
      return releaseNotice(actor, { id, version: act.version, reason });
    case 'recall':
      return recallNotice(actor, { id, version: act.version, reason });
    case 'read':
      return readNotice(actor, { noticeId: id });
    case 'acknowledge':
      return acknowledge(actor, { noticeId: id, reply: '' });
    case 'emergency': {
      const { unit: unitId, groups: groupIds, posted } = act;
      const late = posted ? { postedAt: new Date(facts.at - 60_000), lateReason: reason } : null;
      const words = { ...wordsOf(act.words, []), unitId, groupIds, posted };
      return publishFirst(actor, { submissionId: newId(), postedAt: '', lateReason: '', ...words, ...late });
    }
    case 'followUp':
      return followUp(actor, { submissionId: newId(), id, text: '水位已回落。', closes: act.closes });
    case 'complete':
    case 'fail':
    case 'reissue':
      return onOrder(actor, facts, act);
    default:
      return onStep(actor, facts, act);
  }
}

/** What nobody does: the product's own work, and what other parts of it leave. */
async function byItself(facts: Facts, act: WorldAct): Promise<Result<unknown>> {
  switch (act.act) {
    case 'publishDue':
      return publishDueNotices(system);
    case 'escalate':
      return escalateReviews(system, {});
    case 'remind':
      return remindReceipts(system, {});
    case 'findLeft':
      return findLeft(system, {});
    case 'wait':
      return { ok: true, value: null };
    default:
      return appear(facts, act);
  }
}

const signedOut: Result<unknown> = { ok: false, refusal: { code: 'session', message: '请先登录' } };

/** Does the act with the product's own command, as the person's session allows at this moment. */
export async function perform(facts: Facts, act: Act): Promise<Result<unknown>> {
  if (!('who' in act)) return byItself(facts, act);
  const actor = await actorAt(act.who, new Date(facts.at));
  if (!actor) return signedOut;
  return isOnStreet(act) ? onStreet(actor, facts, act) : onNotice(actor, facts, act);
}
