import { eq, inArray } from 'drizzle-orm';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import { rosterEntries } from '@/db/schema/roster';
import { transition } from '@/lib/workflow/transition';
import { mayCheckRoster } from '../policy';
import { rosterWorkflow } from '../states';
import { type LockedEntry, labelOf } from './entries';
import { idsIn } from './lock';
import { sift, type TakeStep, type Work } from './steps/work';

/** A line whose step came to nothing is open again: what was left alone, was only told, or whose order or request has ended without effect. */
export const reopen: TakeStep = async (work, entries) => {
  const standing = await whatCameOf(work, entries);
  const { free, stopped } = sift(entries, ({ id, step }) => {
    if (step === 'leave' || step === 'same' || step === 'gone') return '此行已经办结，不能重新处理';
    return standing.get(id);
  });
  await transition(work.tx, {
    table: rosterEntries,
    workflow: rosterWorkflow,
    verb: 'reopen',
    rows: free,
    actor: work.actor,
    may: (actor) => mayCheckRoster(actor, { groupId: work.check.group.id }),
    label: labelOf,
    set: { step: null, note: null, requestId: null, orderId: null },
  });
  return [...stopped, ...free.map(({ id }) => ({ id }))];
};

/** Orders and requests of the lines that are under way or done, in words. */
async function whatCameOf({ tx }: Work, entries: readonly LockedEntry[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({
      id: rosterEntries.id,
      orderNumber: workOrders.number,
      orderStatus: workOrders.status,
      requestNumber: membershipRequests.number,
      requestStatus: membershipRequests.status,
    })
    .from(rosterEntries)
    .leftJoin(workOrders, eq(workOrders.id, rosterEntries.orderId))
    .leftJoin(membershipRequests, eq(membershipRequests.id, rosterEntries.requestId))
    .where(inArray(rosterEntries.id, idsIn(entries.map(({ id }) => id))));
  const found = new Map<string, string>();
  for (const { id, orderNumber, orderStatus, requestNumber, requestStatus } of rows) {
    if (orderStatus === 'open' || orderStatus === 'done')
      found.set(
        id,
        `办理单 ${orderNumber} ${orderStatus === 'open' ? '还在办理' : '已经办结'}，不必重新处理`,
      );
    if (requestStatus && requestStatus !== 'rejected' && requestStatus !== 'withdrawn')
      found.set(
        id,
        `申请 ${requestNumber} ${requestStatus === 'done' ? '已经办结' : '还在办理'}，不必重新处理`,
      );
  }
  return found;
}
