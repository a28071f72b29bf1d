import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { rosterEntries } from '@/db/schema/roster';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { groupDetail } from '../queries/detail';
import { settleRoster } from './commands/settle';
import { checkPasted } from './commands/take';
import type { SettleRoster } from './input';
import { rosterList } from './list';
import { checkedGroup, checksOf, compareChecks, countsOf } from './queries/check';
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
