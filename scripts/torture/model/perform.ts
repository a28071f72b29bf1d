import { type Actor, systemActor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { addAdministrator, removeAdministrator } from '@/lib/groups/commands/administrators';
import { archiveGroup, restoreGroup } from '@/lib/groups/commands/archive';
import { confirmNickname } from '@/lib/groups/commands/nickname';
import { departPerson } from '@/lib/groups/departing/commands';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { dropOrder, failOrders, reissueOrder, reportAddedBefore } from '@/lib/groups/handling/commands/fail';
import { reassignOrders } from '@/lib/groups/handling/commands/reassign';
import { answerItems } from '@/lib/groups/inactive/commands/answer';
import { startSweep } from '@/lib/groups/inactive/commands/start';
import { followInactive } from '@/lib/groups/inactive/jobs';
import { submitJoins } from '@/lib/groups/joining/commands/submit';
import { fileLeave, reportLeave } from '@/lib/groups/leaving/commands/file';
import { forwardLeaves } from '@/lib/groups/leaving/commands/forward';
import { withdrawLeave } from '@/lib/groups/leaving/commands/withdraw';
import { decideRequest, decideRequests } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { terminateRequest, withdrawRequest } from '@/lib/groups/requests/commands/withdraw';
import { cancelTransfer } from '@/lib/groups/transfers/commands/cancel';
import { planTransfer } from '@/lib/groups/transfers/commands/plan';
import { carryOutTransfers } from '@/lib/groups/transfers/jobs';
import { delegateOwn } from '@/lib/identity/delegations/commands/delegate';
import { endDelegation } from '@/lib/identity/delegations/commands/end';
import { createPerson } from '@/lib/identity/people/commands/person';
import { assignRole, endRole } from '@/lib/identity/roles/commands/assignments';
import type { Act, Answer, Decision, Seen } from './facts';
import { onBaseline } from './perform-baseline';
import { formOf, nextPhone } from './perform-form';
import { onRoster } from './perform-roster';
import { actorAt, signIn } from './stage';

/** The ids of the rows, by their places in the model. */
export interface Ids {
  requests: string[];
  orders: string[];
  /** The same, each with its group. */
  handed: string[];
  memberships: string[];
  roles: string[];
  delegations: string[];
  sweepItems: string[];
  transfers: string[];
  baselines: string[];
  /** Lines of all roster checks, each with its check. */
  lines: string[];
}

const reason = '工作需要';

/** Does the act with the product's own command, as the person's session allows at this moment. */
export async function perform(act: Act, ids: Ids, at: Date): Promise<Answer> {
  if (act.act === 'wait') return 'ok';
  if (act.act === 'followInactive') return answerOf(await followInactive(systemActor('model')));
  if (act.act === 'carryOut') {
    await carryOutTransfers();
    return 'ok';
  }
  const actor = await actorAt(act.who, at);
  if (!actor) return 'session';
  return (await ofMany(actor, act, ids)) ?? answerOf(await ofOne(actor, act, ids, at));
}

const answerOf = (result: Result<unknown>): Answer => (result.ok ? 'ok' : result.refusal.code);

function rowsOf(list: string[], seen: readonly Seen[]) {
  return seen.map(({ row, version }) => ({ id: list[row] ?? '', version }));
}

/** What answers for each row of many: its code, in the order asked. */
async function ofMany(actor: Actor, act: Act, ids: Ids): Promise<Answer | null> {
  if (!isOnRows(act)) return null;
  const rows = rowsOf(tableOf(act, ids), act.seen);
  const result = await onRows(actor, act, rows);
  if (!result.ok) return result.refusal.code;
  const codes = new Map(result.value.refused.map(({ id, refusal }) => [id, refusal?.code ?? 'none']));
  return rows.map(({ id }) => codes.get(id) ?? 'ok').join();
}

type OnRows = Extract<Act, { act: 'decideMany' | 'complete' | 'forward' | 'answer' }>;
const isOnRows = (act: Act): act is OnRows =>
  ['decideMany', 'complete', 'forward', 'answer'].includes(act.act);

function tableOf({ act }: OnRows, ids: Ids): string[] {
  if (act === 'answer') return ids.sweepItems;
  return act === 'complete' ? ids.orders : ids.requests;
}

function opinionOf(decision: Decision, rows: { id: string; version: number }[]) {
  if (decision !== 'split') return { rows, decision, reason };
  return { rows: rows.map((row, i) => ({ ...row, reject: i === 0 })), decision: 'approve' as const, reason };
}

function onRows(actor: Actor, act: OnRows, rows: { id: string; version: number }[]) {
  switch (act.act) {
    case 'complete': {
      const handledAt = act.handledAt === null ? undefined : new Date(act.handledAt);
      return completeOrders(actor, { orders: rows, handledAt });
    }
    case 'decideMany':
      return decideRequests(actor, opinionOf(act.decision, rows));
    case 'forward':
      return forwardLeaves(actor, { rows });
    case 'answer':
      return answerItems(actor, { rows, answer: act.answer, reason });
  }
}

async function ofOne(actor: Actor, act: Act, ids: Ids, at: Date): Promise<Result<unknown>> {
  const seen = 'seen' in act && !Array.isArray(act.seen) ? act.seen : { row: -1, version: 0 };
  const request = { id: ids.requests[seen.row] ?? '', version: seen.version };
  const order = { id: ids.orders[seen.row] ?? '', version: seen.version };
  switch (act.act) {
    case 'submit':
      return submitJoin(actor, {
        submissionId: act.form,
        personId: act.person,
        groupId: act.group,
        unitId: act.unit,
        reason,
      });
    case 'decide':
      return decideRequest(actor, { ...request, decision: act.decision, reason });
    case 'withdraw':
      return withdrawRequest(actor, request);
    case 'terminate':
      return terminateRequest(actor, { ...request, reason });
    case 'fail':
      return failOrders(actor, { orders: [order], reason });
    case 'reissue':
      return reissueOrder(actor, { id: ids.orders[act.order] ?? '' });
    case 'addedBefore':
      return reportAddedBefore(actor, { id: ids.orders[act.order] ?? '' });
    case 'report':
      return reportLeave(actor, leaveOf(act.membership, ids));
    case 'file':
      return fileLeave(actor, leaveOf(act.membership, ids));
    case 'withdrawLeave':
      return withdrawLeave(actor, request);
    case 'drop':
      return dropOrder(actor, { id: ids.orders[act.order] ?? '', reason });
    case 'planTransfer':
      return planTransfer(actor, transferOf(act, ids));
    case 'cancelTransfer':
      return cancelTransfer(actor, { id: ids.transfers[seen.row] ?? '', version: seen.version, reason });
    case 'startBaseline':
    case 'vouch':
    case 'confirmBaseline':
    case 'returnBaseline':
    case 'discard':
      return onBaseline(actor, act, ids.baselines);
    case 'submitJoins':
      return submitJoins(actor, await formOf(act));
    case 'checkRoster':
    case 'settleRoster':
      return onRoster(actor, act, ids.lines);
    case 'sweep':
      return startSweep(actor, { submissionId: newId() });
    case 'signIn':
      return signIn(act.who, at);
    case 'confirm':
      return confirmNickname(actor, { membershipId: ids.memberships[act.membership] ?? '' });
    default:
      return onStreet(actor, act, ids, at);
  }
}

const leaveOf = (membership: number, ids: Ids) => ({
  submissionId: newId(),
  membershipIds: [ids.memberships[membership] ?? ''],
  reason,
});

const transferOf = (act: Extract<Act, { act: 'planTransfer' }>, ids: Ids) => ({
  submissionId: newId(),
  personId: act.person,
  toUnitId: act.to,
  duty: '',
  effectiveOn: act.day,
  leaves: act.leaves.map((row) => ids.memberships[row] ?? ''),
  joins: act.joins,
  reason,
});

function onStreet(actor: Actor, act: Act, ids: Ids, at: Date): Promise<Result<unknown>> {
  const today = officeDay(at);
  switch (act.act) {
    case 'reassign': {
      const [orderId = '', groupId = ''] = (ids.handed[act.order] ?? '').split(' ');
      return reassignOrders(actor, { groupId, orderId, toPersonId: act.to, reason });
    }
    case 'archive':
      return archiveGroup(actor, { id: act.group, reason });
    case 'restore':
      return restoreGroup(actor, { id: act.group, reason });
    case 'addAdmin':
      return addAdministrator(actor, { groupId: act.group, personId: act.person });
    case 'removeAdmin':
      return removeAdministrator(actor, { groupId: act.group, personId: act.person, reason });
    case 'assign': {
      const unitId = act.role === 'unit_head' ? act.unit : '';
      const role = { submissionId: newId(), personId: act.person, role: act.role, unitId };
      return assignRole(actor, { ...role, startsOn: today, lastDay: '', reason });
    }
    case 'endRole': {
      const [id = '', personId = ''] = (ids.roles[act.role] ?? '').split(' ');
      return endRole(actor, { id, personId, lastDay: '', reason });
    }
    case 'delegate': {
      const lastDay = officeDay(new Date(act.until - 1));
      const duty = { submissionId: newId(), role: 'unit_head' as const, toPersonId: act.to };
      return delegateOwn(actor, { ...duty, startsOn: today, lastDay, reason });
    }
    case 'endDelegation':
      return endDelegation(actor, { id: ids.delegations[act.delegation] ?? '' });
    case 'arrive': {
      const person = { name: act.name, unitId: act.unit, duty: '', affiliated: false, phone: nextPhone() };
      return createPerson(actor, { submissionId: newId(), ...person });
    }
    case 'depart':
      return departPerson(actor, { id: act.person, reason });
    default:
      throw new Error(`no command for ${act.act}`);
  }
}
