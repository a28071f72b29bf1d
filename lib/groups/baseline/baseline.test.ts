import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { auditEvents } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { baselineRows, baselines } from '@/db/schema/roster';
import { emptyStreet } from '@/db/testing/empty';
import { actorOf, makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { changeBaselineRow } from './commands/change';
import { decideBaseline, discardBaseline, returnBaseline, vouchBaseline } from './commands/confirm';
import { startBaseline } from './commands/start';

let s: TestStreet;
let groupId: string;
let admin: Actor;

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  groupId = (await makeGroup('和平网格群', 'wechat', s.units.heping)).id;
  admin = actorOf(await makePerson('周群主', s.units.heping), s.units.heping, {
    role: 'group_admin',
    groupIds: [groupId],
  });
});

const text = '群成员(5)\n和平刘洋\n新华 孙强\n马小虎 13800000007 和平社区 网格员\n和平陈新人\n小海';

async function begun(actor: Actor = admin, list = text): Promise<string> {
  const answer = await startBaseline(actor, { submissionId: newId(), groupId, text: list });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.id;
}

async function seen(id: string) {
  const [row] = await db().select().from(baselines).where(eq(baselines.id, id));
  return { id, version: row?.version ?? 0 };
}
const rowsOf = (id: string) =>
  db().select().from(baselineRows).where(eq(baselineRows.baselineId, id)).orderBy(baselineRows.place);
const membersNow = async () =>
  (await db().select().from(memberships).where(eq(memberships.groupId, groupId))).map(
    ({ nickname, nicknameState, origin }) => `${nickname} ${nicknameState} ${origin}`,
  );

describe('a baseline', () => {
  it('takes in nobody once the group is archived, and can be given up', async () => {
    const id = await begun();
    await db()
      .update(groups)
      .set({ archivedAt: now(), archivedReason: '已撤群' })
      .where(eq(groups.id, groupId));
    expect(await vouchBaseline(admin, await seen(id))).toMatchObject({ refusal: { code: 'rule' } });
    await db().update(groups).set({ archivedAt: null, archivedReason: null }).where(eq(groups.id, groupId));
    await vouchBaseline(admin, await seen(id));
    await db()
      .update(groups)
      .set({ archivedAt: now(), archivedReason: '已撤群' })
      .where(eq(groups.id, groupId));
    expect(await decideBaseline(s.office, await seen(id))).toMatchObject({ refusal: { code: 'rule' } });
    expect(await membersNow()).toEqual([]);
    expect(await discardBaseline(admin, await seen(id))).toMatchObject({ ok: true });
  });

  it('tells of each line whom it names, and writes nothing yet', async () => {
    const id = await begun();
    const found = (await rowsOf(id)).map(({ name, result, problem }) => [name, result, problem]);
    expect(found).toEqual([
      ['刘洋', 'known', null],
      ['孙强', 'known', null],
      ['马小虎', 'new', null],
      ['陈新人', 'new', null],
      ['小海', 'unclear', '看不出单位，请选择'],
    ]);
    expect(await membersNow()).toEqual([]);
  });

  it('becomes the register once the administrator and the Office have confirmed it', async () => {
    const id = await begun();
    expect(await vouchBaseline(admin, await seen(id))).toMatchObject({ ok: true });
    expect(await decideBaseline(s.office, await seen(id))).toMatchObject({
      ok: true,
      value: { members: 4, added: 2 },
    });
    expect((await membersNow()).sort()).toEqual([
      '和平刘洋 confirmed baseline',
      '和平陈新人 confirmed baseline',
      '和平马小虎 to_set baseline',
      '新华孙强 confirmed baseline',
    ]);
    const [ma] = await db().select().from(people).where(eq(people.name, '马小虎'));
    expect(ma).toMatchObject({ phoneMasked: '138****0007', duty: '网格员', unitId: s.units.heping.id });
    expect((await rowsOf(id)).map(({ phoneCipher }) => phoneCipher)).toEqual([null, null, null, null, null]);
    const enrolled = await db().select().from(auditEvents).where(eq(auditEvents.action, 'group.enrol'));
    expect(enrolled).toHaveLength(4);
    expect(await startBaseline(s.office, { submissionId: newId(), groupId, text })).toMatchObject({
      refusal: { code: 'rule' },
    });
  });

  it('is confirmed by two different people, one after the other', async () => {
    const both = actorOf(
      { id: s.office.personId ?? '', name: '周敏' },
      s.units.office,
      ...[{ role: 'group_admin' as const, groupIds: [groupId] }, { role: 'office_admin' as const }],
    );
    const id = await begun(both);
    expect(await decideBaseline(s.office2, await seen(id))).toMatchObject({ refusal: { code: 'conflict' } });
    await vouchBaseline(both, await seen(id));
    expect(await decideBaseline(both, await seen(id))).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await decideBaseline(s.office2, await seen(id))).toMatchObject({ ok: true });
  });

  it('is not confirmed as it was before it was changed', async () => {
    const id = await begun();
    const stale = await seen(id);
    const unclear = (await rowsOf(id)).find(({ result }) => result === 'unclear');
    const rowId = unclear?.id ?? '';
    await changeBaselineRow(admin, { id, rowId, change: 'unit', unitId: s.units.heping.id });
    expect((await rowsOf(id)).at(-1)).toMatchObject({ result: 'new', unitId: s.units.heping.id });
    expect(await vouchBaseline(admin, stale)).toMatchObject({ refusal: { code: 'conflict' } });
    await changeBaselineRow(admin, { id, rowId, change: 'leave_out', unitId: '' });
    expect((await rowsOf(id)).at(-1)).toMatchObject({ result: 'left_out' });
    await changeBaselineRow(admin, { id, rowId, change: 'take_in', unitId: '' });
    expect((await rowsOf(id)).at(-1)).toMatchObject({ result: 'new' });
  });

  it('goes back to the administrator with a reason, and counts as unconfirmed then', async () => {
    const id = await begun();
    await vouchBaseline(admin, await seen(id));
    const answer = await returnBaseline(s.office, { ...(await seen(id)), reason: '名单不全' });
    expect(answer).toMatchObject({ ok: true });
    const [row] = await db().select().from(baselines).where(eq(baselines.id, id));
    expect(row).toMatchObject({ status: 'draft', adminBy: null, reason: '名单不全' });
  });

  it('is forgotten when it is given up, and can be begun anew', async () => {
    const id = await begun();
    await discardBaseline(admin, await seen(id));
    expect(await rowsOf(id)).toEqual([]);
    expect(await begun(s.office)).not.toBe(id);
  });

  it('takes each person once, and nobody whom two could be', async () => {
    await makePerson('王伟', s.units.heping);
    await makePerson('王伟', s.units.heping);
    const id = await begun(admin, '和平王伟\n和平刘洋\n和平-劉洋');
    const found = (await rowsOf(id)).map(({ result, problem }) => [result, problem]);
    expect(found).toEqual([
      ['unclear', '有重名，请在名单中补上手机号'],
      ['known', null],
      ['unclear', '与第 2 行重复'],
    ]);
  });

  it('is decided once by two who do it at the same moment', async () => {
    const id = await begun();
    await vouchBaseline(admin, await seen(id));
    const at = await seen(id);
    const answers = await Promise.all([decideBaseline(s.office, at), decideBaseline(s.office2, at)]);
    expect(answers.map((one) => (one.ok ? 'done' : one.refusal.code)).sort()).toEqual(['conflict', 'done']);
    expect(await membersNow()).toHaveLength(4);
  });

  it.each([
    ['office', 'forbidden', 'done'],
    ['groupAdmin', 'not_found', 'not_found'],
    ['headHeping', 'not_found', 'not_found'],
    ['member', 'not_found', 'not_found'],
    ['leader', 'not_found', 'not_found'],
    ['supervisor', 'not_found', 'not_found'],
    ['sysadmin', 'not_found', 'not_found'],
    ['auditor', 'not_found', 'not_found'],
  ] as const)('by %s: vouched for %s, decided %s', async (kind, vouched, decided) => {
    const id = await begun();
    const vouch = await vouchBaseline(s[kind], await seen(id));
    expect(vouch.ok ? 'done' : vouch.refusal.code).toBe(vouched);
    await vouchBaseline(admin, await seen(id));
    const decide = await decideBaseline(s[kind], await seen(id));
    expect(decide.ok ? 'done' : decide.refusal.code).toBe(decided);
  });
});
