import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { insertNotice } from '@/db/testing/notices';
import { count } from '@/db/testing/rounds';
import { actorOf, makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { distinctName } from '@/db/testing/written';
import { now } from '@/lib/core/clock';
import { Publisher } from './publisher';

const membersPerGroup = 300;
/** As many as one person may publish within an hour. */
const noticesPerRound = 3;

interface Stage {
  street: TestStreet;
  groups: { id: string }[];
}

/** A street with three groups full of people; most of them are in two. */
async function setStage(): Promise<Stage> {
  const street = await makeStreet();
  const groups = [
    street.groups.heping,
    street.groups.portal,
    await makeGroup('防汛应急群', 'wecom', street.units.office),
  ];
  await db().execute(sql`
    insert into people (id, name, pinyin, initials, unit_id, created_at)
    select gen_random_uuid(), '居民', 'jumin', 'jm', ${street.units.heping.id}::uuid, now() from generate_series(1, ${membersPerGroup})`);
  for (const group of groups)
    await db().execute(sql`
      insert into memberships (id, person_id, group_id, unit_id, nickname, nickname_state, nickname_confirmed_at, origin, since)
      select gen_random_uuid(), id, ${group.id}::uuid, unit_id, '居民', 'confirmed', now(), 'baseline', now()
      from people where name = '居民'`);
  return { street, groups };
}

/** Notices that are due, by somebody who has not published yet: flood control lets them out, and at night too. */
async function makeDue({ street, groups }: Stage): Promise<string[]> {
  const author = actorOf(await makePerson('陈静', street.units.heping), street.units.heping);
  const at = new Date(now().getTime() - 60_000);
  const made: string[] = [];
  for (let i = 0; i < noticesPerRound; i += 1) {
    const { notice } = await insertNotice({
      author,
      groups,
      title: `关于第 ${distinctName()} 号事项的通知`,
      status: 'scheduled',
      createdAt: at,
      publishAt: at,
      releasedBy: street.office.personId,
      releaseReason: '测试',
    });
    made.push(notice.id);
  }
  return made;
}

interface Kept extends Record<string, unknown> {
  id: string;
  status: string;
  deliveries: number;
  groups: number;
  orders: number;
  receipts: number;
  told: number;
  records: number;
}

/** What the database holds of each notice. */
const kept = () =>
  db().execute<Kept>(sql`
    select n.id, n.status,
      (select count(*)::int from deliveries d where d.notice_id = n.id) as deliveries,
      (select count(distinct d.group_id)::int from deliveries d where d.notice_id = n.id) as groups,
      (select count(*)::int from work_orders o join deliveries d on d.id = o.origin_id where d.notice_id = n.id) as orders,
      (select count(*)::int from notice_receipts r where r.notice_id = n.id) as receipts,
      (select count(*)::int from notifications t where t.dedupe_key = 'notice.published:' || n.id) as told,
      (select count(*)::int from audit_events e where e.entity_id = n.id::text and e.action = 'notice.publish') as records
    from notices n`);

/** What is wrong with a notice: out, it has all that follows once; not out, it has nothing of it. */
function faultOf({ id, status, ...found }: Kept, all: Omit<Kept, 'id' | 'status'>): string[] {
  const none = { deliveries: 0, groups: 0, orders: 0, receipts: 0, told: 0, records: 0 };
  const wanted = status === 'published' ? all : none;
  return JSON.stringify(found) === JSON.stringify(wanted)
    ? []
    : [`${id} ${status}: ${JSON.stringify(found)}`];
}

export interface SiegeReport {
  kills: number;
  /** Kills that met a run which had begun and was not done. */
  midway: number;
  notices: number;
  violations: string[];
}

/**
 * Two publishers on one database, one of them or both killed at a random moment of every round, and begun again: in the end each group
 * has each notice once, and none is lost.
 */
export async function besiegePublishers(kills: number): Promise<SiegeReport> {
  const stage = await setStage();
  let publishers = [new Publisher(), new Publisher()];
  const made: string[] = [];
  const violations: string[] = [];
  // How long a run takes that nobody disturbs: a kill may come at any moment of it.
  let longest = 0;
  let midway = 0;
  const all = {
    deliveries: 3,
    groups: 3,
    orders: 2,
    receipts: membersPerGroup + 1,
    told: membersPerGroup + 1,
    records: 1,
  };
  const look = async () => violations.push(...(await kept()).flatMap((row) => faultOf(row, all)));
  try {
    for (let round = 0; round <= kills; round += 1) {
      await Promise.all(publishers.map((one) => one.said('ready')));
      made.push(...(await makeDue(stage)));
      const before = publishers.map((one) => one.count('done'));
      const began = performance.now();
      for (const one of publishers) one.ask();
      if (round === 0) {
        await Promise.all(publishers.map((one) => one.said('done')));
        longest = performance.now() - began;
        continue;
      }
      await delay(Math.random() * longest);
      const struck = publishers.filter((_, i) => round % 3 === 0 || i === round % 2);
      midway +=
        struck.filter((one) => one.count('done') === (before[publishers.indexOf(one)] ?? 0)).length > 0
          ? 1
          : 0;
      await Promise.all(struck.map((one) => one.kill()));
      publishers = publishers.map((one) => (struck.includes(one) ? new Publisher() : one));
      await look();
    }
    await Promise.all(publishers.map((one) => one.said('ready')));
    const [last] = publishers;
    const done = last?.count('done') ?? 0;
    last?.ask();
    await last?.said('done', done + 1);
    await look();
  } finally {
    await Promise.all(publishers.map((one) => one.kill()));
  }
  const out = (await kept()).filter(({ status }) => status === 'published').length;
  if (out !== made.length) violations.push(`${made.length - out} of ${made.length} notices never went out`);
  count('kills', kills);
  return { kills, midway, notices: made.length, violations };
}
