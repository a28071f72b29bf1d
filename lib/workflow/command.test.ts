import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { command } from './command';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const rename = (fail?: () => void) =>
  command<{ id: string; name: string; submissionId?: string }, { name: string }>(
    { name: 'test.rename', clause: '1.2', once: (input) => input.submissionId ?? '' },
    async (tx, actor, input) => {
      await tx.update(units).set({ name: input.name }).where(eq(units.id, input.id));
      await record(tx, actor, {
        action: 'test.rename',
        entity: { type: 'unit', id: input.id, label: input.name },
      });
      fail?.();
      return { name: input.name };
    },
  );

async function nameOf(id: string) {
  const [row] = await db().select({ name: units.name }).from(units).where(eq(units.id, id));
  return row?.name;
}

async function auditOf(id: string) {
  return db().select().from(auditEvents).where(eq(auditEvents.entityId, id));
}

describe('command', () => {
  it('keeps the change and its audit record together', async () => {
    const id = s.units.heping.id;
    expect(await rename()(s.office, { id, name: '新名' })).toEqual({ ok: true, value: { name: '新名' } });
    expect(await nameOf(id)).toBe('新名');
    expect(await auditOf(id)).toMatchObject([{ action: 'test.rename', outcome: 'done', actorName: '周敏' }]);
  });

  it('takes everything back when refused, and records the refusal', async () => {
    const id = s.units.heping.id;
    const refusing = rename(() => refuse('rule', '不行', { clause: '2.1.1' }));
    const before = await db().$count(auditEvents, eq(auditEvents.action, 'test.rename'));
    expect(await refusing(s.office, { id, name: '新名' })).toEqual({
      ok: false,
      refusal: { code: 'rule', message: '不行', clause: '2.1.1' },
    });
    expect(await nameOf(id)).toBe('和平社区');
    expect(await auditOf(id)).toEqual([]);
    const refusals = await db().select().from(auditEvents).where(eq(auditEvents.action, 'test.rename'));
    expect(refusals.length).toBe(before + 1);
    expect(refusals.at(-1)).toMatchObject({
      outcome: 'refused',
      code: 'rule',
      clause: '2.1.1',
      reason: '不行',
    });
  });

  it('lets faults through, with nothing kept', async () => {
    const id = s.units.heping.id;
    const failing = rename(() => {
      throw new Error('disk on fire');
    });
    await expect(failing(s.office, { id, name: '新名' })).rejects.toThrow('disk on fire');
    expect(await nameOf(id)).toBe('和平社区');
    expect(await auditOf(id)).toEqual([]);
  });

  it('does a submission once, however often and however concurrently it is sent', async () => {
    const id = s.units.heping.id;
    const submissionId = newId();
    const send = () => rename()(s.office, { id, name: '新名', submissionId });
    const answers = await Promise.all([send(), send(), send()]);
    answers.push(await send());
    expect(answers).toEqual(Array(4).fill({ ok: true, value: { name: '新名' } }));
    expect(await auditOf(id)).toHaveLength(1);
  });

  it('refuses a submission id that belongs to somebody else', async () => {
    const id = s.units.heping.id;
    const submissionId = newId();
    await rename()(s.office, { id, name: '甲', submissionId });
    const other = await rename()(s.office2, { id, name: '乙', submissionId });
    expect(other).toMatchObject({ ok: false, refusal: { code: 'invalid' } });
    expect(await nameOf(id)).toBe('甲');
  });

  it('tries again when the database asks for it', async () => {
    let tries = 0;
    const flaky = command<{ id: string }, number>({ name: 'test.flaky' }, async (tx) => {
      tries += 1;
      if (tries < 3)
        await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
      return tries;
    });
    expect(await flaky(s.office, { id: newId() })).toEqual({ ok: true, value: 3 });
  });
});
