import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf, trailOf } from '@/db/testing/joining';
import { givePhone, joinsOf, pickedRow, typedRow } from '@/db/testing/joins';
import { actorOf, makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { submitJoins } from './commands/submit';
import { submitJoinsInput } from './input';
import { checkRows } from './queries/check';
import { ownDraft } from './queries/draft';
import { type JoinRow, rowsText } from './rules/rows';

const phone = (n: number) => `1380000${String(1000 + n)}`;
let s: TestStreet;
let wang: { id: string; name: string };
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  wang = await makePerson('王五', s.units.heping);
});

const requests = () => db().select().from(membershipRequests);
const both = () => [s.groups.heping, s.groups.portal];

describe('submitting many', () => {
  it('sends the good rows, adds who is not on file, and keeps the bad ones as a draft', async () => {
    const rows = [
      pickedRow(wang),
      typedRow('钱多', phone(1), { duty: '网格员' }),
      typedRow('孙少', '1380000'),
      typedRow('李四', phone(2), { unit: '和平小区' }),
    ];
    const value = done(await submitJoins(s.headHeping, joinsOf(rows, both())));
    expect(value).toMatchObject({ count: 4, people: 2, added: 1, only: null, idle: 0 });
    expect(value.behind).toEqual([rows[2]?.key, rows[3]?.key]);
    const [added] = await db().select().from(people).where(eq(people.name, '钱多'));
    expect(added).toMatchObject({ unitId: s.units.heping.id, duty: '网格员', phoneMasked: '138****1001' });
    expect(await trailOf('person', added?.id ?? '')).toMatchObject([
      { action: 'person.create', actingRole: 'unit_head', reason: '随入群申请登记', clause: '2.1.1' },
    ]);
    const made = await requests();
    expect(new Set(made.map(({ batchId }) => batchId))).toEqual(new Set([value.batchId]));
    expect(made.map(({ nickname }) => nickname).sort()).toEqual([
      '和平王五',
      '和平王五',
      '和平钱多',
      '和平钱多',
    ]);
    expect((await ownDraft(s.headHeping))?.draft.rows.map(({ name }) => name)).toEqual(['孙少', '李四']);
  });

  it('knows whoever went with an earlier row, when a later one about him is checked again', async () => {
    const rows = [typedRow('钱多', phone(1)), typedRow('钱多', phone(1))];
    const value = done(await submitJoins(s.headHeping, joinsOf(rows, both())));
    expect(value).toMatchObject({ added: 1, behind: [rows[1]?.key] });
    const [left] = await checkRows(s.headHeping, {
      rows: rows.slice(1),
      groupIds: both().map(({ id }) => id),
    });
    expect(left).toMatchObject({ state: 'known', notes: [{ is: 'open' }, { is: 'open' }] });
  });

  it('leaves out the groups somebody is in already, and sends the others', async () => {
    const liu = pickedRow({ id: s.member.personId ?? '', name: '刘洋' });
    const value = done(await submitJoins(s.headHeping, joinsOf([liu], both())));
    expect(value).toMatchObject({ count: 1, idle: 1, only: { number: expect.stringMatching(/^RQ-/) } });
    expect(await ownDraft(s.headHeping)).toBeNull();
  });

  it('tells the Office once, with the way to the batch', async () => {
    const value = done(
      await submitJoins(s.headHeping, joinsOf([pickedRow(wang), typedRow('钱多', phone(1))], both())),
    );
    const told = await db().select().from(notifications);
    expect(told.map(({ personId }) => personId).sort()).toEqual(
      [s.office.personId, s.office2.personId].sort(),
    );
    expect(told[0]).toMatchObject({
      title: '王五等 2 人申请加入 2 个群，请审核',
      detail: '和平社区 · 共 4 项',
      href: `/membership/batch/${value.batchId}`,
    });
  });

  it('says 代 for a delegate, in every row and in the trail', async () => {
    const chen = await makePerson('陈静', s.units.heping);
    const delegate = actorOf(chen, s.units.heping, {
      role: 'unit_head',
      unitIds: [s.units.heping.id],
      onBehalfOf: { id: s.headHeping.personId ?? '', name: s.headHeping.name },
    });
    done(await submitJoins(delegate, joinsOf([pickedRow(wang), typedRow('钱多', phone(1))], both())));
    const made = await requests();
    expect(made.every(({ submittedFor }) => submittedFor === s.headHeping.personId)).toBe(true);
    expect(await trailOf('membership', made[0]?.id ?? '')).toMatchObject([{ onBehalfOfName: '李娟' }]);
  });

  it('lets the Office ask for people of several units at once', async () => {
    const rows = [
      typedRow('钱多', phone(1), { unit: '和平' }),
      typedRow('孙少', phone(2), { unit: '新华社区' }),
    ];
    expect(done(await submitJoins(s.office, joinsOf(rows, both())))).toMatchObject({ count: 4, added: 2 });
  });
});

describe('what is refused', () => {
  it.each([
    ['a member', () => s.member],
    ['a group administrator', () => s.groupAdmin],
    ['a leader', () => s.leader],
    ['the system administrator', () => s.sysadmin],
    ['the auditor', () => s.auditor],
    ['the supervisor', () => s.supervisor],
  ])('%s may ask for nobody', async (_, actor) => {
    expect(refusalOf(await submitJoins(actor(), joinsOf([pickedRow(wang)], both())))).toMatchObject({
      code: 'forbidden',
    });
    expect(await requests()).toEqual([]);
  });

  it('a form with no good row, in which nobody is made', async () => {
    const foreign = await makePerson('赵六', s.units.xinhua);
    for (const row of [pickedRow(foreign), typedRow('钱多', '123')])
      expect(refusalOf(await submitJoins(s.headHeping, joinsOf([row], both()))).code).toBe('invalid');
    const liu = pickedRow({ id: s.member.personId ?? '', name: '刘洋' });
    expect(refusalOf(await submitJoins(s.headHeping, joinsOf([liu], [s.groups.heping])))).toMatchObject({
      code: 'rule',
      message: '所选人员都已在群中，或已有申请，无需提交',
    });
    expect(await db().select().from(people).where(eq(people.name, '钱多'))).toEqual([]);
  });

  it('a unit that has been archived, and what the schema bounds', async () => {
    await db().update(units).set({ archivedAt: now() }).where(eq(units.id, s.units.heping.id));
    expect(
      refusalOf(await submitJoins(s.headHeping, joinsOf([typedRow('钱多', phone(1))], both()))).code,
    ).toBe('invalid');
    const sent = (rows: JoinRow[]) => ({ ...joinsOf(rows, both()), rows: rowsText(rows) });
    const form = sent([pickedRow(wang)]);
    expect(submitJoinsInput.safeParse(form).success).toBe(true);
    const many = Array.from({ length: 2_501 }, (_, n) => typedRow('甲', '', { key: `k${n}` }));
    const twice = [typedRow('甲'), typedRow('甲')];
    for (const bad of [
      sent([]),
      sent(many),
      sent(twice),
      { ...form, groupIds: [] },
      { ...form, reason: ' ' },
    ])
      expect(submitJoinsInput.safeParse(bad).success).toBe(false);
  });
});

describe('sent twice or by two', () => {
  it('is done once and answered the same, also at the same moment', async () => {
    const form = joinsOf([pickedRow(wang), typedRow('钱多', phone(1)), typedRow('孙少', '1')], both());
    const answers = await Promise.all([1, 2, 3].map(() => submitJoins(s.headHeping, form)));
    const [first, ...more] = answers.map(done);
    expect(more).toEqual([first, first]);
    expect(await requests()).toHaveLength(4);
    expect(await db().select().from(people).where(eq(people.name, '钱多'))).toHaveLength(1);
  });

  it('adds somebody once when two forms bring him at the same moment', async () => {
    const forms: [Actor, ReturnType<typeof joinsOf>][] = [
      [s.headHeping, joinsOf([typedRow('钱多', phone(1))], [s.groups.heping])],
      [s.office, joinsOf([typedRow('钱多', phone(1), { unit: '和平' })], [s.groups.portal])],
    ];
    for (const answer of await Promise.all(forms.map(([actor, form]) => submitJoins(actor, form))))
      done(answer);
    expect(await db().select().from(people).where(eq(people.name, '钱多'))).toHaveLength(1);
    expect(await requests()).toHaveLength(2);
  });

  it('names a repeated person once', async () => {
    await givePhone(wang.id, phone(7));
    const form = joinsOf([pickedRow(wang), typedRow('王五', phone(7))], both());
    expect(done(await submitJoins(s.headHeping, form))).toMatchObject({
      count: 2,
      behind: [form.rows[1]?.key],
    });
  });
});

it('takes two thousand requests in one form', async () => {
  const groups = await Promise.all(
    Array.from({ length: 8 }, (_, n) => makeGroup(`工作群${n}`, 'wechat', s.units.heping)),
  );
  const rows = Array.from({ length: 200 }, (_, n) =>
    typedRow(`钱${'一二三四五六七八九十'[n % 10]}`, phone(n)),
  );
  const value = done(await submitJoins(s.headHeping, joinsOf(rows, [...both(), ...groups])));
  expect(value).toMatchObject({ count: 2_000, people: 200, added: 200 });
  expect(await requests()).toHaveLength(2_000);
}, 60_000);
