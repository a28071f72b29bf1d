import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import { newId } from '@/lib/core/id';
import { confirmNickname } from '@/lib/groups/commands/nickname';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders, reissueOrder } from '@/lib/groups/handling/commands/fail';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { withdrawRequest } from '@/lib/groups/requests/commands/withdraw';
import { failReasons, rejectReasons, seedGroups, seedPeople } from './data';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { PlannedJoin } from './plan';

/** Something that happens at a moment; what it needs of earlier steps it reads from the database. */
export interface Step {
  at: Date;
  run: () => Promise<unknown>;
}

const minute = 60_000;
const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * minute);

const usernameOf = (name: string) => seedPeople.find((person) => person.name === name)?.username as string;

function headOf(unit: string): string {
  return (
    seedPeople.find((person) => person.unit === unit && person.roles.includes('unit_head'))?.username ??
    'office3'
  );
}

function administratorOf(group: string): string {
  return usernameOf(seedGroups.find((one) => one.name === group)?.administrators[0] as string);
}

async function requestOf(id: string) {
  const [request] = await db().select().from(membershipRequests).where(eq(membershipRequests.id, id));
  if (!request) throw new Error('the request is gone');
  return { id, version: request.version };
}

async function latestOrderOf(requestId: string) {
  const [order] = await db()
    .select({ id: workOrders.id, version: workOrders.version })
    .from(workOrders)
    .where(eq(workOrders.originId, requestId))
    .orderBy(desc(workOrders.id))
    .limit(1);
  if (!order) throw new Error('the request has no order');
  return order;
}

/** The steps of one join request, as far as its fate takes it. */
export function stepsOf(hands: Hands, street: Founded, plan: PlannedJoin, n: number): Step[] {
  const { person, group, fate, submitAt, decideAt, handleAt } = plan;
  const submitter = headOf(person.unitName);
  const decider = ['office', 'office2'][n % 2] as string;
  const handler = administratorOf(group);
  const groupId = street.groups.get(group) as string;
  const portal = seedGroups.find((one) => one.name === group)?.platform === 'portal';
  let id = '';

  const submit = async () => {
    const input = {
      submissionId: newId(),
      groupId,
      personId: person.id,
      unitId: person.unitId,
      reason: plan.reason,
    };
    id = (await hands.act(submitter, submitAt, (actor) => submitJoin(actor, input))).id;
  };
  const withdraw = async (at: Date) => {
    const seen = await requestOf(id);
    await hands.act(submitter, at, (actor) => withdrawRequest(actor, { ...seen, reason: '人员安排有变' }));
  };
  const decide = async (decision: 'approve' | 'reject') => {
    const seen = await requestOf(id);
    const reason = decision === 'reject' ? rejectReasons[n % rejectReasons.length] : undefined;
    await hands.act(decider, decideAt, (actor) => decideRequest(actor, { ...seen, decision, reason }));
  };
  const fail = async (at: Date) => {
    const order = await latestOrderOf(id);
    const reason = failReasons[n % failReasons.length] as string;
    await hands.act(handler, at, (actor) => failOrders(actor, { orders: [order], reason }));
  };
  const reissue = async (at: Date) => {
    const order = await latestOrderOf(id);
    await hands.act(decider, at, (actor) => reissueOrder(actor, { id: order.id }));
  };
  const complete = async (at: Date) => {
    const order = await latestOrderOf(id);
    await hands.act(handler, at, (actor) => completeOrders(actor, { orders: [order], handledAt: undefined }));
  };

  const submitted = { at: submitAt, run: submit };
  const approved = { at: decideAt, run: () => decide('approve') };
  if (fate === 'waiting') return [submitted];
  if (fate === 'withdrawn')
    return [submitted, { at: later(submitAt, 30), run: () => withdraw(later(submitAt, 30)) }];
  if (fate === 'rejected') return [submitted, { at: decideAt, run: () => decide('reject') }];
  if (portal || fate === 'ordered') return [submitted, approved];
  if (fate === 'failed') return [submitted, approved, { at: handleAt, run: () => fail(handleAt) }];
  if (fate === 'done') return [submitted, approved, { at: handleAt, run: () => complete(handleAt) }];
  const [again, done] = [later(handleAt, 20), later(handleAt, 60)];
  return [
    submitted,
    approved,
    { at: handleAt, run: () => fail(handleAt) },
    { at: again, run: () => reissue(again) },
    { at: done, run: () => complete(done) },
  ];
}

/** Most members have set their nickname: the group's administrator has seen and confirmed it. */
export async function confirmNicknames(hands: Hands, street: Founded, at: Date): Promise<void> {
  const rows = await db()
    .select({ id: memberships.id, groupId: memberships.groupId })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(
        eq(memberships.nicknameState, 'to_set'),
        isNull(memberships.until),
        // The product shows them by itself in its own groups.
        ne(groups.platform, 'portal'),
      ),
    )
    .orderBy(memberships.id);
  const nameOf = new Map([...street.groups].map(([name, id]) => [id, name]));
  for (const [n, row] of rows.entries()) {
    if (n % 12 === 5) continue;
    const handler = administratorOf(nameOf.get(row.groupId) as string);
    await hands.act(handler, at, (actor) => confirmNickname(actor, { membershipId: row.id }));
  }
}
