import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, people } from '@/db/schema/identity';
import { membershipRequests, type workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { type Notification, notify, notifyTogether } from '@/lib/inbox/notify';
import { mayReissue } from '../../orders/policy';
import { officeAdmins } from '../../orders/queries/recipients';
import { concernedIn } from '../../requests/commands/concerned';
import { groupsOf, peopleOf, placeOfAll } from '../../requests/commands/tell';

type Stuck = Pick<typeof workOrders.$inferSelect, 'kind' | 'originType' | 'originId'>;

/** The requests to join behind orders, each with who may put the number right: the heads of his unit, where it is his that asks. */
async function requestsBehind(tx: Tx, orders: readonly Stuck[]) {
  const ids = orders.flatMap(({ kind, originType, originId }) =>
    kind === 'add' && originType === 'membership_request' ? [originId] : [],
  );
  if (!ids.length) return [];
  const { id, batchId, transferId, submittedBy, submittedFor, personId, unitId, groupId } =
    membershipRequests;
  const at = sql`${now().toISOString()}::timestamptz`;
  return tx
    .select({
      id,
      batchId,
      transferId,
      submittedBy,
      submittedFor,
      personId,
      personName: people.name,
      groupName: groups.name,
      atHome: sql<boolean>`${people.unitId} = ${unitId}`,
      heads: sql<string[]>`(select coalesce(json_agg(head.id), '[]'::json) from role_assignments ra
        join people head on head.id = ra.person_id and head.departed_at is null
        where ra.role = 'unit_head' and ra.unit_id = ${unitId} and ${people.unitId} = ${unitId}
          and ra.starts_at <= ${at} and (ra.ends_at is null or ra.ends_at > ${at}))`,
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, personId))
    .innerJoin(groups, eq(groups.id, groupId))
    .where(inArray(id, ids))
    .orderBy(asc(id));
}

type Behind = Awaited<ReturnType<typeof requestsBehind>>[number];
type Told = (own: readonly [Behind, ...Behind[]]) => Pick<Notification, 'title' | 'detail'>;

/** The heads, each at the request, where he puts the number right, and the `others`, where they read about it. */
async function tellBoth(
  tx: Tx,
  actor: Actor,
  rows: readonly Behind[],
  { heads, others, also = [] }: { heads: Told; others: Told; also?: readonly string[] },
): Promise<void> {
  const kind = 'membership' as const;
  await notifyTogether(
    tx,
    // Also of a transfer: the join is his unit's.
    rows.map((row) => ({ ...row, transferId: null })),
    (row) => row.heads.filter((id) => id !== actor.personId),
    (own) => ({ kind, href: placeOfAll(own), ...heads(own) }),
  );
  await notifyTogether(
    tx,
    rows,
    (row) => [...concernedIn(row, actor), ...also].filter((id) => !row.heads.includes(id)),
    (own) => ({ kind, href: placeOfAll(own), ...others(own) }),
  );
}

/** That somebody could not be added for his number: those nearest to the right one are asked for it, whoever asked reads who is. */
export async function tellWrongNumber(
  tx: Tx,
  actor: Actor,
  failed: readonly Stuck[],
  detail: string,
): Promise<void> {
  const failure: (own: Parameters<Told>[0]) => string = (own) =>
    `${peopleOf(own)}加入${groupsOf(own)}没有办成`;
  await tellBoth(tx, actor, await requestsBehind(tx, failed), {
    heads: (own) => ({ title: `${failure(own)}，请更正手机号`, detail }),
    others: (own) => ({
      title: `${failure(own)}，待${own.every(({ atHome, heads }) => atHome && heads.length) ? '所在单位负责人' : '街道办公室'}更正手机号`,
      detail,
    }),
  });
}

/** That the number was put right and they are being added: whoever was asked for it or had asked, and the Office. */
export async function tellCorrected(tx: Tx, actor: Actor, issued: readonly Stuck[]): Promise<void> {
  const told: Told = (own) => ({
    title: `${peopleOf(own)}的手机号已由${actor.name}更正，继续办理加入${groupsOf(own)}`,
    detail: '办理单已重新下达给群管理员',
  });
  const also = mayReissue(actor).allowed ? [] : await officeAdmins(tx, actor.personId);
  await tellBoth(tx, actor, await requestsBehind(tx, issued), { heads: told, others: told, also });
}

/** Whose number it is: nobody changes it unknown to him. */
export async function tellOwner(tx: Tx, actor: Actor, personId: string, phone: string): Promise<void> {
  if (personId === actor.personId) return;
  const [owner] = await tx
    .select({ personId: accounts.personId })
    .from(accounts)
    .where(eq(accounts.personId, personId));
  if (!owner) return;
  await notify(tx, [
    {
      personId,
      kind: 'account',
      title: `您登记的手机号已由${actor.name}更正为 ${phone}`,
      detail: '如果不是您的号码，请联系街道办公室',
      href: '/me',
    },
  ]);
}
