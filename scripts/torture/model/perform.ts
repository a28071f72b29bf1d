import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { addAdministrator, removeAdministrator } from '@/lib/groups/commands/administrators';
import { archiveGroup, restoreGroup } from '@/lib/groups/commands/archive';
import { confirmNickname } from '@/lib/groups/commands/nickname';
import { departPerson } from '@/lib/groups/departing/commands';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders, reissueOrder, reportAddedBefore } from '@/lib/groups/handling/commands/fail';
import { fileLeave, reportLeave } from '@/lib/groups/leaving/commands/file';
import { forwardLeaves } from '@/lib/groups/leaving/commands/forward';
import { withdrawLeave } from '@/lib/groups/leaving/commands/withdraw';
import { decideRequest, decideRequests } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { terminateRequest, withdrawRequest } from '@/lib/groups/requests/commands/withdraw';
import { delegateOwn } from '@/lib/identity/delegations/commands/delegate';
import { endDelegation } from '@/lib/identity/delegations/commands/end';
import { createPerson } from '@/lib/identity/people/commands/person';
import { assignRole, endRole } from '@/lib/identity/roles/commands/assignments';
import type { Act, Answer, Seen } from './facts';
import { actorAt } from './stage';

/** The ids of the rows, by their places in the model. */
export interface Ids {
  requests: string[];
  orders: string[];
  memberships: string[];
  roles: string[];
  delegations: string[];
}

const reason = '工作需要';

let phones = 0;
function nextPhone(): string {
  phones += 1;
  return `139${String(phones).padStart(8, '0')}`;
}

/** Does the act with the product's own command, as the person's session allows at this moment. */
export async function perform(act: Act, ids: Ids, at: Date): Promise<{ answer: Answer; arrived?: string }> {
  if (act.act === 'wait') return { answer: 'ok' };
  const actor = await actorAt(act.who, at);
  if (!actor) return { answer: 'session' };
  if (act.act === 'arrive') {
    const person = { name: '王五', unitId: act.unit, duty: '', affiliated: false, phone: nextPhone() };
    const made = await createPerson(actor, { submissionId: newId(), ...person });
    return { answer: answerOf(made), ...(made.ok ? { arrived: made.value.id } : {}) };
  }
  return { answer: (await ofMany(actor, act, ids)) ?? answerOf(await ofOne(actor, act, ids, at)) };
}

const answerOf = (result: Result<unknown>): Answer => (result.ok ? 'ok' : result.refusal.code);

function rowsOf(list: string[], seen: readonly Seen[]) {
  return seen.map(({ row, version }) => ({ id: list[row] ?? '', version }));
}

/** What answers for each row of many: its code, in the order asked. */
async function ofMany(actor: Actor, act: Act, ids: Ids): Promise<Answer | null> {
  if (act.act !== 'decideMany' && act.act !== 'complete' && act.act !== 'forward') return null;
  const rows = rowsOf(act.act === 'complete' ? ids.orders : ids.requests, act.seen);
  const result = await onRows(actor, act, rows);
  if (!result.ok) return result.refusal.code;
  const codes = new Map(result.value.refused.map(({ id, refusal }) => [id, refusal?.code ?? 'none']));
  return rows.map(({ id }) => codes.get(id) ?? 'ok').join();
}

function onRows(
  actor: Actor,
  act: Extract<Act, { act: 'decideMany' | 'complete' | 'forward' }>,
  rows: { id: string; version: number }[],
) {
  switch (act.act) {
    case 'complete': {
      const handledAt = act.handledAt === null ? undefined : new Date(act.handledAt);
      return completeOrders(actor, { orders: rows, handledAt });
    }
    case 'decideMany':
      return decideRequests(actor, { rows, decision: act.decision, reason });
    case 'forward':
      return forwardLeaves(actor, { rows });
  }
}

function ofOne(actor: Actor, act: Act, ids: Ids, at: Date): Promise<Result<unknown>> {
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

function onStreet(actor: Actor, act: Act, ids: Ids, at: Date): Promise<Result<unknown>> {
  const today = officeDay(at);
  switch (act.act) {
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
    case 'depart':
      return departPerson(actor, { id: act.person, reason });
    default:
      throw new Error(`no command for ${act.act}`);
  }
}
