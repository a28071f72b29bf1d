import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { OrderKind } from '@/db/schema/membership';
import { refuse } from '@/lib/core/errors';
import { release } from '../../leaving/commands/release';
import { leaveWorkflow } from '../../leaving/states';
import { admit } from '../../requests/commands/admit';
import { type LockedRequest, lockRequests } from '../../requests/commands/lock';
import { standingOf } from '../../requests/queries/standing';
import { isUnderWay, openRequestMessage } from '../../requests/rules';
import { joinWorkflow } from '../../requests/states';
import type { HoldOrigins } from './held';

/** Requests to join and leaves: a done *add* begins the membership, the done *remove* of a leave ends it. */
export const holdRequests: HoldOrigins = async (tx, ids) => {
  const rows = await lockRequests(tx, ids, sql`true`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found = (id: string): LockedRequest =>
    byId.get(id) ?? refuse('not_found', '没有找到办理单所属的申请');
  return {
    label: (id) => found(id).number,
    settle: async (inTx, actor, done, may) => {
      const settled = done.map(({ order, at }) => ({ kind: order.kind, request: found(order.originId), at }));
      await admit(
        inTx,
        actor,
        settled.flatMap(({ kind, request, at }) => (kind === 'add' ? [{ request, since: at }] : [])),
        may,
      );
      await release(
        inTx,
        actor,
        settled.flatMap(({ kind, request, at }) =>
          kind === 'remove' && request.kind === 'leave' ? [{ request, until: at }] : [],
        ),
        may,
      );
    },
    refuseRest: ({ originId }) => {
      if (isUnderWay(found(originId))) refuse('rule', '请在申请中终止或撤回');
    },
    refuseNeedless: async (inTx, { kind, originId }) => {
      const request = found(originId);
      refuseSettled(kind, request);
      if (request.kind === 'join' && kind === 'remove') await refuseNobody(inTx, request);
    },
  };
};

/** What became of the request meanwhile may leave nothing to be done. */
function refuseSettled(kind: OrderKind, request: LockedRequest): void {
  const { states } = request.kind === 'join' ? joinWorkflow : leaveWorkflow;
  const needed = request.kind === 'join' ? 'approved' : 'submitted';
  if ((kind === 'add' || request.kind === 'leave') && request.status !== needed)
    refuse('conflict', `申请现为「${states[request.status].label}」，不必重新下达`);
}

/** Nobody is taken out of a group that is no longer used, nor out of one he is in, or is to be, by a later request. */
export async function refuseNobody(tx: Tx, request: LockedRequest): Promise<void> {
  const { personId, personName, groupId, groupName } = request;
  if (request.groupArchived) refuse('rule', `「${groupName}」已归档，不必再移出`);
  const { member, open } = await standingOf(tx, personId, groupId);
  if (member) refuse('rule', `${personName}此后已按规定加入「${groupName}」，不必移出`);
  if (open) refuse('rule', openRequestMessage(personName, open), { clause: '2.1.1' });
}
