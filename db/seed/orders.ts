import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import type { WorkCalendar } from '@/lib/calendar/rules';
import { newId } from '@/lib/core/id';
import { upload } from '@/lib/files/upload';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders } from '@/lib/groups/handling/commands/fail';
import { reassignOrders } from '@/lib/groups/handling/commands/reassign';
import { fileLeave } from '@/lib/groups/leaving/commands/file';
import { openOrders } from '@/lib/groups/orders/commands/open';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import { chatPicture } from './picture';
import { workingHoursBefore } from './plan';

/** People of a unit who have nothing to do with the group yet. */
async function outsiders(street: Founded, unit: string, groupId: string, count: number) {
  const residents = street.residents.filter(({ unitName }) => unitName === unit);
  const ids = residents.map(({ id }) => id);
  const known = await db()
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        inArray(people.id, ids),
        sql`(${people.departedAt} is not null
          or exists (select 1 from memberships m where m.person_id = ${people.id} and m.group_id = ${groupId})
          or exists (select 1 from membership_requests r where r.person_id = ${people.id} and r.group_id = ${groupId}))`,
      ),
    );
  return residents.filter(({ id }) => !known.some((one) => one.id === id)).slice(0, count);
}

const openOf = (groupId: string) =>
  db()
    .select({ id: workOrders.id, version: workOrders.version })
    .from(workOrders)
    .where(and(eq(workOrders.groupId, groupId), eq(workOrders.status, 'open')))
    .orderBy(asc(workOrders.id));

/** Members of a group whose nicknames are still to be set. */
const toRename = (groupId: string, count: number) =>
  db()
    .select({
      id: memberships.id,
      personId: memberships.personId,
      nickname: memberships.nickname,
      seen: memberships.nicknameSeen,
      name: people.name,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, groupId),
        isNull(memberships.until),
        eq(memberships.nicknameState, 'to_set'),
      ),
    )
    .orderBy(asc(memberships.id))
    .limit(count);

async function orderRenames(actor: Actor, groupId: string, count: number) {
  const rows = await toRename(groupId, count);
  const grant = actor.grants.find(
    ({ role, groupIds }) => role === 'group_admin' && groupIds.includes(groupId),
  );
  if (!rows.length) return { ok: true as const, value: [] };
  const opened = await db().transaction((tx) =>
    openOrders(
      tx,
      actor,
      rows.map(({ id, personId, nickname, seen, name }) => ({
        kind: 'rename' as const,
        groupId,
        person: { id: personId, name },
        nickname,
        origin: { type: 'membership' as const, id, label: nickname },
        clause: '2.1.2',
        detail: { from: seen ?? name },
        grant,
      })),
    ),
  );
  return { ok: true as const, value: opened };
}

const screenshot = (actor: Actor, lines: number) =>
  upload(actor, {
    use: 'screenshot',
    name: `入群截图${lines}.png`,
    body: new Blob([new Uint8Array(chatPicture(lines))]).stream() as never,
  });

/** What the street does with its orders, each at its moment. */
class Deeds {
  readonly hands: Hands;
  readonly street: Founded;
  readonly #asked = new Map<string, string[]>();

  constructor(hands: Hands, street: Founded) {
    this.hands = hands;
    this.street = street;
  }

  group(name: string): string {
    return this.street.groups.get(name) as string;
  }

  submit(at: Date, by: string, unit: string, name: string, count: number): Step {
    const run = async () => {
      for (const person of await outsiders(this.street, unit, this.group(name), count)) {
        const form = {
          submissionId: newId(),
          groupId: this.group(name),
          personId: person.id,
          unitId: person.unitId,
          reason: '下沉一线，需对接日常工作',
        };
        const { id } = await this.hands.act(by, at, (actor) => submitJoin(actor, form));
        this.#asked.set(name, [...(this.#asked.get(name) ?? []), id]);
      }
    };
    return { at, run };
  }

  approve(at: Date, name: string): Step {
    const run = async () => {
      for (const id of this.#asked.get(name) ?? []) {
        const [request] = await db().select().from(membershipRequests).where(eq(membershipRequests.id, id));
        const seen = { id, version: request?.version ?? 0, decision: 'approve' as const };
        await this.hands.act('office2', at, (actor) => decideRequest(actor, seen));
      }
    };
    return { at, run };
  }

  rename(at: Date, by: string, name: string, count: number): Step {
    return { at, run: () => this.hands.act(by, at, (actor) => orderRenames(actor, this.group(name), count)) };
  }

  leave(at: Date, by: string, unit: string, name: string): Step {
    const run = async () => {
      const staff = this.street.residents.filter(({ unitName }) => unitName === unit).map(({ id }) => id);
      const [member] = await db()
        .select({ id: memberships.id })
        .from(memberships)
        .where(
          and(
            eq(memberships.groupId, this.group(name)),
            inArray(memberships.personId, staff.slice(4, 8)),
            isNull(memberships.until),
          ),
        )
        .limit(1);
      if (!member) return;
      const form = { submissionId: newId(), membershipIds: [member.id], reason: '岗位调整' };
      await this.hands.act(by, at, (actor) => fileLeave(actor, form));
    };
    return { at, run };
  }

  receipt(at: Date, by: string, name: string): Step {
    const run = async () => {
      const orders = (await openOf(this.group(name))).slice(0, 3);
      const screenshots = [
        (await this.hands.act(by, at, (actor) => screenshot(actor, 5))).id,
        (await this.hands.act(by, at, (actor) => screenshot(actor, 7))).id,
      ];
      const form = { orders, handledAt: undefined, screenshots };
      await this.hands.act(by, at, (actor) => completeOrders(actor, form));
    };
    return { at, run };
  }

  fail(at: Date, by: string, name: string): Step {
    const run = async () => {
      const orders = (await openOf(this.group(name))).slice(0, 1);
      if (orders.length)
        await this.hands.act(by, at, (actor) => failOrders(actor, { orders, reason: '多次联系本人未改' }));
    };
    return { at, run };
  }

  reassign(at: Date, name: string, to: string): Step {
    const form = {
      groupId: this.group(name),
      toPersonId: this.street.residents.find((one) => one.name === to)?.id ?? '',
      reason: '群管理员外出挂职',
    };
    return { at, run: () => this.hands.act('office', at, (actor) => reassignOrders(actor, form)) };
  }
}

/** Groups with several orders of several kinds open; done with pictures, given back, handed on. */
export function orderSteps(hands: Hands, street: Founded, calendar: WorkCalendar, present: Date): Step[] {
  const ago = (hours: number) => workingHoursBefore(calendar, present, hours);
  const deeds = new Deeds(hands, street);
  return [
    deeds.submit(ago(20), 'head.sheshi', '社会事务办公室', '防汛应急群', 3),
    deeds.approve(ago(17), '防汛应急群'),
    deeds.rename(ago(14), 'head.chengguan', '城管执法群', 1),
    deeds.receipt(ago(13), 'office', '防汛应急群'),
    deeds.fail(ago(11), 'head.chengguan', '城管执法群'),
    deeds.submit(ago(7), 'head.sheshi', '社会事务办公室', '和平社区工作群', 4),
    deeds.submit(ago(7), 'head.sheshi', '社会事务办公室', '新华社区工作群', 4),
    deeds.submit(ago(7), 'head.chengguan', '城市管理办公室', '社区书记群', 5),
    deeds.approve(ago(5), '和平社区工作群'),
    deeds.approve(ago(5), '新华社区工作群'),
    deeds.approve(ago(5), '社区书记群'),
    deeds.rename(ago(3), 'heping.zhang', '和平社区工作群', 2),
    deeds.rename(ago(3), 'head.xinhua', '新华社区工作群', 2),
    deeds.rename(ago(3), 'office', '社区书记群', 2),
    deeds.leave(ago(3), 'head.heping', '和平社区', '和平社区工作群'),
    deeds.reassign(ago(2), '平安建设群', '吴桐'),
  ];
}
