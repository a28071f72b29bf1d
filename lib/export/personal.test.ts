import { buffer } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { accounts, people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { approved } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { sealedPhone } from '@/lib/identity/people/commands/phones';
import { personalParts, withoutSheet } from '@/lib/identity/privacy/queries/all';
import { exportPersonalData } from './personal';

const password = 'a long password of mine';
let hash: string;
let s: TestStreet;

async function withAccount(actor: Actor): Promise<Actor> {
  hash ??= await hashPassword(password);
  const id = newId();
  await db()
    .insert(accounts)
    .values({
      id,
      personId: actor.personId ?? '',
      username: id.slice(-8),
      passwordHash: hash,
      createdAt: now(),
    });
  return { ...actor, accountId: id, sessionId: newId() };
}

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

type Json = { 姓名: string; 内容: Record<string, Record<string, unknown>[]> };

async function opened(data: Buffer): Promise<{ names: string[]; json: Json; book: ExcelJS.Workbook }> {
  const zip = await fromBufferPromise(data, { lazyEntries: true, autoClose: false });
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  const [xlsx, json] = [...parts.values()];
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(xlsx as unknown as ArrayBuffer);
  return { names: [...parts.keys()], json: JSON.parse(String(json)) as Json, book };
}

async function given(actor: Actor, more: { personId?: string; reason?: string } = {}) {
  const answer = await exportPersonalData(actor, { current: password, ...more });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return { ...(await opened(answer.value.data)), filename: answer.value.filename };
}

it('has a sheet, or a reason for none, for every column that points at a person or an account', async () => {
  const columns = await db().execute<{ name: string }>(sql`
    select distinct c.table_name || '.' || c.column_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.table_name not in ('people', 'accounts') and (
      c.column_name in ('person_id', 'actor_id', 'on_behalf_of_id', 'account_id', 'created_by', 'status_by')
      or exists (
        select from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any(f.conkey)
        where f.contype = 'f' and f.conrelid = to_regclass('public.' || quote_ident(c.table_name)) and a.attname = c.column_name
          and f.confrelid in ('people'::regclass, 'accounts'::regclass)))
    union select 'accounts.person_id' order by 1`);
  const covered = [...personalParts.flatMap((part) => part.covers), ...Object.keys(withoutSheet)];
  expect(covered.sort()).toEqual(columns.map(({ name }) => name));
});

describe('what is kept of a person', () => {
  it('goes to himself as a workbook and as JSON, his whole phone too, and that is recorded', async () => {
    const head = await withAccount(s.headHeping);
    await db().update(people).set(sealedPhone('13800001234')).where(sql`id = ${head.personId}`);
    await approved(s);
    const { names, json, book, filename } = await given(head);
    expect(filename).toMatch(/^个人信息_李娟_\d{4}-\d\d-\d\d\.zip$/);
    expect(names.map((name) => name.split('.').at(-1))).toEqual(['xlsx', 'json']);
    expect(book.worksheets.map(({ name }) => name)).toEqual(personalParts.map(({ title }) => title));
    expect(Object.keys(json.内容)).toEqual(personalParts.map(({ title }) => title));
    expect(json.内容.基本信息?.[0]).toMatchObject({ 姓名: '李娟', 单位: '和平社区', 手机号: '13800001234' });
    expect(json.内容.角色?.[0]).toMatchObject({ 角色: '部门/社区负责人', 范围: '和平社区' });
    expect(book.getWorksheet('基本信息')?.getRow(4).values).toContain('13800001234');
    expect(json.内容.操作记录?.some((row) => row.事项 === '提交入群申请')).toBe(true);
    const [entry] = await db()
      .select({ after: auditEvents.after, label: auditEvents.entityLabel })
      .from(auditEvents)
      .where(sql`action = 'person.export_data' and outcome = 'done' and actor_id = ${head.personId}`);
    expect(entry).toEqual({ label: '李娟', after: { rows: expect.any(Number) } });
  });

  it('tells nothing of others: of their requests only that they were, and what his part was', async () => {
    const head = await withAccount(s.headHeping);
    await approved(s);
    const requests = (await given(head)).json.内容.入群退群申请 ?? [];
    const foreign = requests.filter((row) => !String(row.本人身份).includes('申请对象'));
    expect(foreign.length).toBeGreaterThan(0);
    for (const row of foreign) expect(row).toMatchObject({ 本人身份: '提交人', 群昵称: null, 事由: null });
  });

  it('is not given without the password, nor more than three times a day', async () => {
    const member = await withAccount(s.member);
    const wrong = await exportPersonalData(member, { current: 'not my password' });
    expect(wrong).toMatchObject({ refusal: { code: 'invalid', fields: { current: '现密码不正确' } } });
    for (let time = 0; time < 3; time += 1) await given(member);
    expect(await exportPersonalData(member, { current: password })).toMatchObject({
      refusal: { code: 'limited' },
    });
  });

  it('is given once to who asks for it several times at once', async () => {
    const member = await withAccount(s.member);
    const asked = Array.from({ length: 5 }, () => exportPersonalData(member, { current: password }));
    expect((await Promise.all(asked)).filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('what is kept of somebody else', () => {
  it('goes to the Office with a reason, and to nobody else', async () => {
    const office = await withAccount(s.office);
    const personId = s.member.personId ?? '';
    const { json } = await given(office, { personId, reason: '本人书面申请' });
    expect(json.姓名).toBe('刘洋');
    const [entry] = await db()
      .select({ reason: auditEvents.reason, id: auditEvents.entityId })
      .from(auditEvents)
      .where(sql`action = 'person.export_data' and outcome = 'done' and actor_id = ${office.personId}`);
    expect(entry).toEqual({ reason: '本人书面申请', id: personId });
    for (const who of ['headHeping', 'sysadmin', 'auditor', 'leader', 'groupAdmin'] as const) {
      const actor = await withAccount(s[who]);
      const answer = await exportPersonalData(actor, { current: password, personId, reason: '想看看' });
      expect([who, answer]).toMatchObject([who, { ok: false, refusal: { code: 'forbidden' } }]);
    }
    expect(
      await exportPersonalData(office, { current: password, personId: newId(), reason: '依据' }),
    ).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});
