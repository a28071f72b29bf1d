import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { accounts } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { statementsOf } from '@/db/testing/statements';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { chaseNicknames, confirmNicknames } from './commands/many';
import { remindNicknames } from './commands/remind';
import { nicknameList } from './list';
import { listNicknames, nicknameFigures, nicknameUnits } from './queries';

const monday = new Date('2026-11-23T09:00:00+08:00');
const friday = new Date('2026-11-27T09:25:00+08:00');
let s: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

/** Somebody of 和平社区 whose nickname is to be set since Monday. */
async function enrol(name: string, account: boolean) {
  const person = await makePerson(name, s.units.heping);
  if (account)
    await db()
      .insert(accounts)
      .values({ id: newId(), personId: person.id, username: `u${person.id.slice(-8)}`, createdAt: monday });
  const id = newId();
  await db()
    .insert(memberships)
    .values({
      id,
      groupId: s.groups.heping.id,
      personId: person.id,
      unitId: s.units.heping.id,
      nickname: `和平${name}`,
      nicknameState: 'to_set',
      origin: 'baseline',
      since: monday,
    });
  return { ...person, membershipId: id };
}

const inbox = async (personId: string | null) =>
  (
    await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, personId ?? ''))
  ).map(({ title }) => title);
const remind = (at: Date) => withClock(at, () => remindNicknames(systemActor('test'), {}));

describe('nicknames that are to be set', () => {
  it('are reminded of after three working days: the member once, without an account the administrator once a week', async () => {
    const wang = await enrol('王海', true);
    await enrol('李雷', false);
    expect(await remind(new Date('2026-11-26T08:50:00+08:00'))).toMatchObject({ value: { reminded: 0 } });
    expect(await remind(friday)).toMatchObject({ value: { reminded: 2 } });
    expect(await remind(new Date('2026-11-27T15:00:00+08:00'))).toMatchObject({ value: { reminded: 0 } });
    expect(await inbox(wang.id)).toEqual(['您在「和平社区工作群」的群昵称还没有确认，请改为「和平王海」']);
    expect(await inbox(s.groupAdmin.personId)).toEqual([
      '「和平社区工作群」有 1 名没有账号的成员昵称待改，请在群内提醒',
    ]);
  });

  it('are not reminded of outside of office hours, nor by anybody but the system', async () => {
    await enrol('王海', true);
    expect(await remind(new Date('2026-11-28T10:00:00+08:00'))).toMatchObject({ value: { reminded: 0 } });
    expect(await remindNicknames(s.office, {})).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  it.each([
    ['groupAdmin', 'done', 'done'],
    ['office', 'forbidden', 'done'],
    ['headHeping', 'forbidden', 'done'],
    ['supervisor', 'forbidden', 'forbidden'],
    ['headXinhua', 'not_found', 'not_found'],
    ['member', 'not_found', 'not_found'],
    ['leader', 'not_found', 'not_found'],
    ['representative', 'not_found', 'not_found'],
    ['sysadmin', 'not_found', 'not_found'],
    ['auditor', 'not_found', 'not_found'],
  ] as const)('by %s: confirmed %s, chased %s', async (kind, confirmed, chased) => {
    const wang = await enrol('王海', true);
    const input = { membershipIds: [wang.membershipId] };
    const chase = await chaseNicknames(s[kind], input);
    expect(chase.ok ? 'done' : chase.refusal.code).toBe(chased);
    const confirm = await confirmNicknames(s[kind], input);
    expect(confirm.ok ? 'done' : confirm.refusal.code).toBe(confirmed);
  });

  it('are confirmed many at once, each on record, and chased once a day', async () => {
    const people = [await enrol('王海', true), await enrol('李雷', true)];
    const input = { membershipIds: people.map(({ membershipId }) => membershipId) };
    expect(await chaseNicknames(s.groupAdmin, input)).toMatchObject({ value: { reminded: 2 } });
    expect(await chaseNicknames(s.groupAdmin, input)).toMatchObject({ refusal: { code: 'limited' } });
    expect(await confirmNicknames(s.groupAdmin, input)).toMatchObject({ value: { confirmed: 2 } });
    expect(await confirmNicknames(s.groupAdmin, input)).toMatchObject({ refusal: { code: 'conflict' } });
    const told = await db()
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.entityId, people[1]?.membershipId ?? ''));
    expect(told).toMatchObject([{ action: 'nickname.confirm', after: { nicknameState: 'confirmed' } }]);
  });
});

describe('the list of nicknames', () => {
  const list = (params: Record<string, string> = {}, actor = s.groupAdmin) =>
    withClock(friday, () => listNicknames(actor, parseList(nicknameList, params)));

  it('is narrowed by state, group, unit and account, with what is overdue', async () => {
    await enrol('王海', true);
    await enrol('李雷', false);
    expect((await list()).rows).toHaveLength(3);
    const { rows } = await list({ state: 'to_set' });
    expect(rows.map(({ personName, overdue, may }) => [personName, overdue, may])).toEqual([
      ['王海', true, { confirm: true, remind: true }],
      ['李雷', true, { confirm: true, remind: false }],
    ]);
    expect((await list({ wrong: 'none' })).rows.map(({ personName }) => personName)).toContain('李雷');
    expect((await list({ group: s.groups.portal.id })).total).toBe(0);
    expect((await list({ unit: s.units.heping.id }, s.headHeping)).total).toBe(3);
    expect((await list({}, s.headXinhua)).total).toBe(0);
    expect(await nicknameFigures(s.groupAdmin)).toEqual({ members: 3, confirmed: 1, waiting: 2, seen: 0 });
    expect(await nicknameUnits(s.groupAdmin)).toEqual([{ value: s.units.heping.id, label: '和平社区' }]);
    expect(await nicknameUnits(s.member)).toEqual([]);
  });

  it('is read with as many statements for many as for few', async () => {
    await list();
    const few = await statementsOf(() => list());
    for (const name of ['王海', '李雷', '赵云', '孙强强', '周瑜']) await enrol(name, true);
    expect(await statementsOf(() => list())).toHaveLength(few.length);
  });
});
