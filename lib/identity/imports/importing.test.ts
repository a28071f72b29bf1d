import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { people, secondaryPostings } from '@/db/schema/identity';
import { importBatches, importRows } from '@/db/schema/imports';
import { giveAccount } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { audited, importing, peopleNamed as named } from '@/db/testing/importing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { departPerson } from '@/lib/groups/departing/commands';
import { disableAccount } from '@/lib/identity/accounts/commands/manage';
import { editPerson } from '@/lib/identity/people/commands/person';
import { stopSender } from '@/lib/jobs/enqueue';
import { startImport } from './commands/acts';
import { applyImport } from './commands/apply';
import { importBatch, importerOf, importProgress } from './queries/batch';

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const { sent, confirmed, run, outcomes, register } = importing('people', () => s);
const latest = async (action: string) => (await audited(action)).at(-1);

/** How many imports have come to their end. */
const finished = async () => (await audited('import.finish')).length;

/** Lets the next parts of an import write `rows` rows and takes everything after that back, as a killed process would. */
async function killedAfter(id: string, rows: number): Promise<void> {
  const actor = await importerOf(id);
  if (!actor) throw new Error('no import under way');
  expect(await applyImport(actor, id)).toMatchObject({ ok: true, value: { left: true } });
  const cut = db().transaction(async (tx) => {
    await tx.select().from(importBatches).where(eq(importBatches.id, id)).for('update');
    throw new Error('killed');
  });
  await expect(cut).rejects.toThrow('killed');
  expect(await db().$count(importRows, and(eq(importRows.batchId, id), eq(importRows.outcome, 'done')))).toBe(
    rows,
  );
}

describe('importing people', () => {
  it('writes good rows without the bad ones, each on record in the name of whoever confirmed, and tells him', async () => {
    await register('张华', '13800000001');
    const id = await sent([
      ['王强', '和平', '科员', '13800000009', '', '新华社区'],
      ['张华', '新华社区', '组长', '13800000001'],
      ['坏行', '火星办', '', '13800000011'],
    ]);
    await confirmed(id);
    expect(await run(id)).toMatchObject({ ok: true });
    expect(await outcomes(id)).toEqual(['done', 'done', null]);
    const [added] = await named('王强');
    expect(added).toMatchObject({
      unitId: s.units.heping.id,
      duty: '科员',
      phoneMasked: '138****0009',
      initials: 'wq',
    });
    expect(await db().select().from(secondaryPostings)).toMatchObject([
      { personId: added?.id, unitId: s.units.xinhua.id },
    ]);
    expect((await named('张华'))[0]).toMatchObject({ unitId: s.units.xinhua.id, duty: '组长' });
    expect(await latest('person.create')).toMatchObject({
      actorName: '周敏',
      actingRole: 'office_admin',
      entityId: added?.id,
      reason: '人员导入：名单.xlsx',
      after: { name: '王强', unit: '和平社区', duty: '科员', affiliated: false, phone: '138****0009' },
    });
    expect(await latest('person.edit')).toMatchObject({
      before: { unit: '和平社区', duty: '网格员' },
      after: { unit: '新华社区', duty: '组长' },
    });
    expect(await latest('import.apply')).toMatchObject({ after: { imported: 2, same: 0, refused: 0 } });
    expect(await db().select().from(notifications)).toMatchObject([
      { personId: s.office.personId, title: '人员导入完成：写入 2 人', href: `/admin/people/import/${id}` },
    ]);
    expect(JSON.stringify(await db().select().from(auditEvents))).not.toContain('13800000009');
    expect(await importProgress(s.office, id)).toEqual({ status: 'done', handled: 2, total: 2 });
  });

  it('begins once, however often it is asked, and does nothing twice', async () => {
    const id = await sent([['王强', '和平', '', '13800000009']]);
    const version = (await importBatch(s.office, id))?.version ?? 0;
    const both = await Promise.all([
      startImport(s.office, { id, version }),
      startImport(s.office, { id, version }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await Promise.all([run(id), run(id)]);
    await run(id);
    expect(await named('王强')).toHaveLength(1);
    expect(await audited('import.apply')).toHaveLength(await finished());
  });

  it('goes on after a kill where the last part ended', async () => {
    const many = Array.from({ length: 600 }, (_, n) => [
      '续行者',
      '和平',
      '',
      `1390001${String(n).padStart(4, '0')}`,
    ]);
    const id = await sent(many);
    await confirmed(id);
    await killedAfter(id, 250);
    expect(await named('续行者')).toHaveLength(250);
    expect(await importProgress(s.office, id)).toMatchObject({
      status: 'importing',
      handled: 250,
      total: 600,
    });
    await run(id);
    expect(await named('续行者')).toHaveLength(600);
    expect(await importProgress(s.office, id)).toEqual({ status: 'done', handled: 600, total: 600 });
  });

  it('refuses a row whose phone somebody else has entered meanwhile; the others go on', async () => {
    const id = await sent([
      ['王强', '和平', '', '13800000009'],
      ['钱多', '和平', '', '13800000010'],
      ['孙少', '和平', '', '13800000011'],
    ]);
    await confirmed(id);
    await register('别人', '13800000009');
    await register('钱多', '13800000010', { duty: '' });
    await run(id);
    expect(await outcomes(id)).toEqual(['refused 手机号：该手机号已登记给和平社区别人', 'same', 'done']);
    expect(await named('王强')).toEqual([]);
  });

  it('does not write over what was changed after it was shown', async () => {
    const person = await register('张华', '13800000001');
    const id = await sent([['张华', '和平', '组长', '13800000001']]);
    await confirmed(id);
    await editPerson(s.office2, {
      id: person,
      name: '张华',
      unitId: s.units.xinhua.id,
      duty: '主任',
      phone: '',
    });
    await run(id);
    expect((await outcomes(id))[0]).toMatch(/^refused 核对之后登记的内容有变动/);
    expect((await named('张华'))[0]).toMatchObject({ duty: '主任', unitId: s.units.xinhua.id });
  });

  it('adds everybody once when two import the same sheet at the same time', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => [
      '同行者',
      '和平',
      '',
      n % 2 ? `1390002${String(n).padStart(4, '0')}` : '',
      n % 2 ? '' : '是',
    ]).map((row, n) => [
      `同行${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${'子丑寅卯辰巳午未申酉'[Math.floor(n / 10) % 10]}${'一二三'[Math.floor(n / 100)]}`,
      ...row.slice(1),
    ]);
    const [first, second] = [await sent(rows), await sent(rows, s.office2)];
    await confirmed(first);
    await startImport(s.office2, { id: second, version: 1 });
    await Promise.all([run(first), run(second)]);
    const [{ n } = { n: 0 }] = await db()
      .select({ n: db().$count(people) })
      .from(people)
      .limit(1);
    expect(n).toBe(300 + 11);
    const settled = await db().select({ outcome: importRows.outcome }).from(importRows);
    expect(settled.filter(({ outcome }) => outcome === 'done')).toHaveLength(300);
    expect(settled.filter(({ outcome }) => outcome === 'same')).toHaveLength(300);
  });

  it('lets an import and single changes of the same people pass one another, nothing lost', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n += 1)
      ids.push(await register('并行者', `1390003${String(n).padStart(4, '0')}`));
    const id = await sent(
      ids.map((_, n) => ['并行者', '和平', '组长', `1390003${String(n).padStart(4, '0')}`]),
    );
    await confirmed(id);
    const edits = ids.map((person) =>
      editPerson(s.office2, {
        id: person,
        name: '并行者',
        unitId: s.units.heping.id,
        duty: '主任',
        phone: '',
      }),
    );
    await Promise.all([run(id), ...edits]);
    const after = await named('并行者');
    expect(after.map(({ duty }) => duty)).toEqual(ids.map(() => '主任'));
    const settled = await outcomes(id);
    expect(settled.every((outcome) => outcome === 'done' || outcome?.startsWith('refused'))).toBe(true);
  });

  it.each([
    ['departed', (id: string) => departPerson(s.office2, { id, reason: '调离' })],
    [
      'lost his account',
      (personId: string) => disableAccount(s.sysadmin, { personId, reason: '疑似被盗用' }),
    ],
  ])('does nothing in the name of somebody who has %s meanwhile', async (_, end) => {
    await giveAccount(s.office, 'office');
    const id = await sent([['王强', '和平', '', '13800000009']]);
    await confirmed(id);
    expect(await end(s.office.personId ?? '')).toMatchObject({ ok: true });
    await run(id);
    expect(await named('王强')).toEqual([]);
    expect(await db().select({ status: importBatches.status }).from(importBatches)).toEqual([
      { status: 'done' },
    ]);
    expect(await db().select({ outcome: importRows.outcome }).from(importRows)).toEqual([
      { outcome: 'refused' },
    ]);
  });
});
