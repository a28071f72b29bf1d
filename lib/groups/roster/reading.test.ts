import { eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { accounts } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { rosterEntries } from '@/db/schema/roster';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { groupDetail } from '../queries/detail';
import { settleRoster } from './commands/settle';
import { checkPasted } from './commands/take';
import type { SettleRoster } from './input';
import { rosterList } from './list';
import { checkedGroup, checkOf, checksOf, compareChecks, countsOf } from './queries/check';
import { listRosterEntries } from './queries/entries';

let s: TestStreet;

async function enrol(name: string, state: 'to_set' | 'confirmed' = 'to_set') {
  const person = await makePerson(name, s.units.heping);
  const id = newId();
  await db()
    .insert(memberships)
    .values({
      id,
      groupId: s.groups.heping.id,
      personId: person.id,
      unitId: s.units.heping.id,
      nickname: `和平${name}`,
      nicknameState: state,
      nicknameConfirmedAt: state === 'confirmed' ? now() : null,
      origin: 'baseline',
      since: now(),
    });
  return { ...person, membershipId: id };
}

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

async function check(text: string, actor: Actor = s.groupAdmin): Promise<string> {
  const answer = await checkPasted(actor, { submissionId: newId(), groupId: s.groups.heping.id, text });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.id;
}

const entriesOf = (checkId: string) =>
  db().select().from(rosterEntries).where(eq(rosterEntries.checkId, checkId)).orderBy(rosterEntries.place);
const entryOf = async (checkId: string, which: string) => {
  const entry = (await entriesOf(checkId)).find(({ nickname, expected }) => (nickname ?? expected) === which);
  if (!entry) throw new Error(`no line ${which}`);
  return entry;
};

async function step(
  actor: Actor,
  checkId: string,
  which: string,
  how: SettleRoster['step'],
  more: Partial<SettleRoster> = {},
) {
  const { id, version } = await entryOf(checkId, which);
  return settleRoster(actor, {
    submissionId: newId(),
    checkId,
    rows: [{ id, version }],
    step: how,
    reason: undefined,
    ...more,
  });
}

describe('what a check shows', () => {
  const shown = (checkId: string, params: Record<string, string> = {}) =>
    listRosterEntries(s.groupAdmin, parseList(rosterList, { check: checkId, ...params }));

  it('counts lines by sort, and what waits', async () => {
    await enrol('李雷');
    const id = await check('和平刘洋\n路人甲\n路人乙');
    await step(s.groupAdmin, id, '路人乙', 'remove');
    expect(await countsOf(s.groupAdmin, id)).toEqual({
      conforms: { all: 1, open: 0 },
      missing: { all: 1, open: 1 },
      stranger: { all: 2, open: 1 },
    });
    expect(await checksOf(s.groupAdmin, s.groups.heping.id)).toMatchObject([
      { id, open: 2, listed: 3, members: 2 },
    ]);
    expect(await checkedGroup(s.groupAdmin, s.groups.heping.id)).toMatchObject({ members: 2 });
    expect((await groupDetail(s.groupAdmin, s.groups.heping.id))?.checkedAt).toEqual(expect.any(Date));
    expect((await groupDetail(s.member, s.groups.heping.id))?.checkedAt).toBeNull();
  });

  it('shows lines with whom they may be, and what came of them', async () => {
    await enrol('王小明');
    const id = await check('和平刘洋\n和平王小名\n路人甲');
    await step(s.groupAdmin, id, '路人甲', 'remove');
    const { rows, total } = await shown(id);
    expect(total).toBe(3);
    expect(rows.map(({ kind }) => kind)).toEqual(['stranger', 'likely', 'conforms']);
    expect(rows[0]).toMatchObject({ step: 'remove', order: { status: 'open' }, fruitless: false });
    expect(rows[1]).toMatchObject({
      candidates: [{ personName: '王小明', unitName: '和平社区', why: 'same_sound' }],
    });
    expect((await shown(id, { kind: 'likely' })).total).toBe(1);
    expect((await shown(id, { q: '路人' })).total).toBe(1);
    expect((await listRosterEntries(s.headHeping, parseList(rosterList, { check: id }))).total).toBe(0);
  });

  it('tells what is new since the check before, what was mended, and what has gone', async () => {
    await enrol('王海');
    await enrol('李雷');
    const before = await check('和平刘洋\n海子王海\n路人甲\n路人乙');
    const after = await check('和平刘洋\n和平王海\n路人乙\n路人丙');
    expect(await compareChecks(s.groupAdmin, after, before)).toEqual({
      settled: [
        { subject: expect.stringContaining('p:'), kind: 'misnamed', label: '海子王海', mended: true },
        { subject: 'n:路人甲', kind: 'stranger', label: '路人甲', mended: false },
      ],
      mended: 1,
      gone: 1,
      fresh: 1,
      again: 2,
    });
  });
});

describe('a check of long ago', () => {
  it('is shown as it was, beside the one before it, and none of another group or of nobody', async () => {
    const ids: string[] = [];
    for (let day = 0; day < 33; day += 1)
      ids.push(await withClock(new Date(Date.UTC(2026, 0, 1 + day)), () => check(`和平刘洋\n路人${day}`)));
    expect(await checksOf(s.groupAdmin, s.groups.heping.id)).toHaveLength(30);
    const old = await checkOf(s.groupAdmin, s.groups.heping.id, ids[1] ?? '');
    expect(old).toMatchObject({ check: { id: ids[1] }, before: { id: ids[0] } });
    const first = await checkOf(s.groupAdmin, s.groups.heping.id, ids[0] ?? '');
    expect(first).toMatchObject({ check: { id: ids[0] }, before: null });
    expect(await checkOf(s.office, s.groups.portal.id, ids[1] ?? '')).toBeNull();
    expect(await checkOf(s.headHeping, s.groups.heping.id, ids[1] ?? '')).toBeNull();
    expect(await checkOf(s.groupAdmin, s.groups.heping.id, newId())).toBeNull();
    expect(await checkOf(s.groupAdmin, s.groups.heping.id, 'latest')).toBeNull();
  });
});

describe('asking about a line', () => {
  it('is done once a day, however often the line is opened again', async () => {
    const member = await enrol('王海');
    await db()
      .insert(accounts)
      .values({ id: newId(), personId: member.id, username: 'wanghai', createdAt: now() });
    await makePerson('赵六', s.units.xinhua);
    const id = await check('和平刘洋\n海子王海\n新华赵六');
    for (let times = 0; times < 2; times += 1)
      for (const [line, how] of [
        ['海子王海', 'tell'],
        ['新华赵六', 'join'],
      ] as const) {
        expect((await step(s.groupAdmin, id, line, how)).ok).toBe(true);
        expect((await step(s.groupAdmin, id, line, 'reopen')).ok).toBe(true);
      }
    const asked = await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(inArray(notifications.personId, [member.id, s.headXinhua.personId ?? '']));
    expect(asked).toHaveLength(2);
  });
});
