import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import { rosterEntries } from '@/db/schema/roster';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { completeOrders } from '../handling/commands/complete';
import { confirmSame } from './commands/same';
import { settleAll, settleRoster } from './commands/settle';
import { checkPasted } from './commands/take';
import type { SettleRoster } from './input';

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
const stateOf = async (id: string) =>
  (await db().select().from(memberships).where(eq(memberships.id, id)))[0];

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

const list = `群成员(5)\n群主\n和平-刘洋\n小海 和平王海\n和平張偉\n和平王小名\n路人甲`;

describe('a roster check', () => {
  it('finds strangers, missing, misnamed and likely members, and confirms what conforms', async () => {
    const zhang = await enrol('张伟');
    const wang = await enrol('王海', 'confirmed');
    await enrol('王小明');
    await enrol('李雷');
    const id = await check(list);
    const found = (await entriesOf(id)).map(({ kind, nickname, expected }) => [kind, nickname ?? expected]);
    expect(found).toEqual([
      ['conforms', '和平-刘洋'],
      ['misnamed', '小海 和平王海'],
      ['conforms', '和平張偉'],
      ['likely', '和平王小名'],
      ['stranger', '路人甲'],
      ['missing', '和平李雷'],
    ]);
    expect(await stateOf(zhang.membershipId)).toMatchObject({
      nicknameState: 'confirmed',
      nicknameConfirmedBy: s.groupAdmin.personId,
    });
    expect(await stateOf(wang.membershipId)).toMatchObject({
      nicknameState: 'to_set',
      nicknameSeen: '小海 和平王海',
      nicknameAskedAt: expect.any(Date),
    });
    const told = await db().select().from(auditEvents).where(eq(auditEvents.entityId, id));
    expect(told).toMatchObject([
      { action: 'roster.check', after: { rows: 6, stranger: 1, absent: 1, misnamed: 1, conforms: 2 } },
    ]);
  });

  it('knows a stranger who is on file, and asks his head or applies for him at once', async () => {
    await makePerson('赵云', s.units.xinhua);
    const first = await check('和平刘洋\n新华赵云');
    const asked = await step(s.groupAdmin, first, '新华赵云', 'join');
    expect(asked).toMatchObject({ ok: true, value: { settled: 1 } });
    expect(await entryOf(first, '新华赵云')).toMatchObject({ status: 'done', step: 'ask' });
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, s.headXinhua.personId ?? ''));
    expect(told).toMatchObject([{ title: expect.stringContaining('赵云') }]);
    const second = await check('和平刘洋\n新华赵云', s.office);
    expect(await entryOf(second, '新华赵云')).toMatchObject({ news: 'again' });
    await step(s.office, second, '新华赵云', 'join');
    const [request] = await db().select().from(membershipRequests);
    expect(request).toMatchObject({ kind: 'join', status: 'submitted', nickname: '新华赵云' });
    expect(await entryOf(second, '新华赵云')).toMatchObject({ step: 'join', requestId: request?.id });
  });

  it('removes a stranger by his nickname, once', async () => {
    const id = await check('和平刘洋\n路人甲');
    const before = await entryOf(id, '路人甲');
    const twice = await Promise.all([
      step(s.groupAdmin, id, '路人甲', 'remove'),
      step(s.office, id, '路人甲', 'remove'),
    ]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    const orders = await db().select().from(workOrders);
    expect(orders).toMatchObject([
      { kind: 'remove', personId: null, nickname: '路人甲', originId: before.id },
    ]);
    expect(await entryOf(id, '路人甲')).toMatchObject({ status: 'done', orderId: orders[0]?.id });
  });

  it('renames by an order whose receipt confirms the nickname', async () => {
    const wang = await enrol('王海', 'confirmed');
    const id = await check('和平刘洋\n小海 和平王海');
    const done = await settleAll(s.groupAdmin, { submissionId: newId(), checkId: id, step: 'rename' });
    expect(done).toMatchObject({ ok: true, value: { settled: 1, refused: [] } });
    const [order] = await db().select().from(workOrders);
    expect(order).toMatchObject({ kind: 'rename', nickname: '和平王海', originType: 'membership' });
    await completeOrders(s.groupAdmin, {
      orders: [{ id: order?.id ?? '', version: 1 }],
      handledAt: undefined,
    });
    expect(await stateOf(wang.membershipId)).toMatchObject({ nicknameState: 'confirmed' });
    const again = await check('和平刘洋\n小海 和平王海');
    await step(s.groupAdmin, again, '小海 和平王海', 'rename');
    const third = await check('和平刘洋\n小海 和平王海');
    expect(await step(s.groupAdmin, third, '小海 和平王海', 'rename')).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('已有办理单') },
    });
  });

  it('records who left by himself as a leave that is done, without an order', async () => {
    const from = await trailEnd(db());
    const li = await enrol('李雷');
    const id = await check('和平刘洋');
    expect(await step(s.groupAdmin, id, '和平李雷', 'leave')).toMatchObject({ ok: true });
    expect(await stateOf(li.membershipId)).toMatchObject({ until: expect.any(Date) });
    const [request] = await db().select().from(membershipRequests);
    expect(request).toMatchObject({ kind: 'leave', status: 'done', reason: '花名册比对：已自行退群' });
    expect(await db().select().from(workOrders)).toEqual([]);
    expect(await brokenInvariants(db(), from)).toEqual([]);
    expect(await entryOf(id, '和平李雷')).toMatchObject({ step: 'leave', requestId: request?.id });
  });

  it('orders a missing member to be added once more', async () => {
    const li = await enrol('李雷');
    const id = await check('和平刘洋');
    await step(s.office, id, '和平李雷', 'add');
    const [order] = await db().select().from(workOrders);
    expect(order).toMatchObject({ kind: 'add', personId: li.id, nickname: '和平李雷' });
    await completeOrders(s.groupAdmin, {
      orders: [{ id: order?.id ?? '', version: 1 }],
      handledAt: undefined,
    });
    expect(await stateOf(li.membershipId)).toMatchObject({ until: null });
  });

  it('makes one of a likely pair, or two', async () => {
    const wang = await enrol('王小明');
    const first = await check('和平刘洋\n和平王小名');
    const { id, version, candidates } = await entryOf(first, '和平王小名');
    expect(candidates).toEqual([{ membershipId: wang.membershipId, why: 'same_sound' }]);
    const same = { checkId: first, id, version, membershipId: wang.membershipId };
    expect(await confirmSame(s.groupAdmin, same)).toMatchObject({ ok: true });
    expect(await entryOf(first, '和平王小名')).toMatchObject({
      kind: 'misnamed',
      status: 'open',
      expected: '和平王小明',
      personId: wang.id,
    });
    expect(await confirmSame(s.office, same)).toMatchObject({ refusal: { code: 'conflict' } });
    const second = await check('和平刘洋\n和平王小名');
    await step(s.groupAdmin, second, '和平王小名', 'different');
    expect((await entriesOf(second)).map(({ kind }) => kind)).toEqual(['conforms', 'stranger', 'missing']);
  });

  it('leaves alone what a reason is given for, and takes it up again', async () => {
    const id = await check('和平刘洋\n路人甲');
    expect(await step(s.groupAdmin, id, '路人甲', 'ignore')).toMatchObject({ refusal: { code: 'invalid' } });
    await step(s.groupAdmin, id, '路人甲', 'ignore', { reason: '街道领导的司机' });
    expect(await entryOf(id, '路人甲')).toMatchObject({ status: 'ignored', note: '街道领导的司机' });
    expect(await step(s.groupAdmin, id, '路人甲', 'remove')).toMatchObject({ ok: false });
    await step(s.groupAdmin, id, '路人甲', 'reopen');
    expect(await entryOf(id, '路人甲')).toMatchObject({ status: 'open', note: null });
  });

  it('is acted upon only as the latest of its group', async () => {
    const id = await check('和平刘洋\n路人甲');
    await check('和平刘洋\n路人甲');
    expect(await step(s.groupAdmin, id, '路人甲', 'remove')).toMatchObject({
      refusal: { code: 'rule', message: expect.stringContaining('更新的比对') },
    });
  });

  it('refuses lists that are none, too long, of portal groups, and of groups not in use', async () => {
    const paste = (groupId: string, text: string) =>
      checkPasted(s.office, { submissionId: newId(), groupId, text });
    expect(await paste(s.groups.heping.id, '群主\n管理员\n(213)')).toMatchObject({
      refusal: { code: 'invalid', fields: { text: expect.any(String) } },
    });
    const many = Array.from({ length: 2_001 }, (_, i) => `和平路人${i}号`).join('\n');
    expect(await paste(s.groups.heping.id, many)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await paste(s.groups.portal.id, '和平刘洋')).toMatchObject({ refusal: { code: 'rule' } });
    await db().execute(
      sql`update groups set archived_at = now(), archived_reason = '停用' where id = ${s.groups.heping.id}`,
    );
    expect(await paste(s.groups.heping.id, '和平刘洋')).toMatchObject({ refusal: { code: 'rule' } });
  });

  it.each([
    ['groupAdmin', 'done'],
    ['office', 'done'],
    ['member', 'forbidden'],
    ['headHeping', 'forbidden'],
    ['leader', 'forbidden'],
    ['supervisor', 'forbidden'],
    ['representative', 'not_found'],
    ['sysadmin', 'not_found'],
    ['auditor', 'not_found'],
  ] as const)('by %s: %s', async (kind, outcome) => {
    const id = await check('和平刘洋\n路人甲', s.office2);
    const stepped = await step(s[kind], id, '路人甲', 'remove');
    expect(stepped.ok ? 'done' : stepped.refusal.code).toBe(outcome);
    const taken = await checkPasted(s[kind], {
      submissionId: newId(),
      groupId: s.groups.heping.id,
      text: '和平刘洋',
    });
    expect(taken.ok ? 'done' : taken.refusal.code).toBe(outcome);
  });
});
