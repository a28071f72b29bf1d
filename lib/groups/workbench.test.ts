import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { baselines, rosterEntries } from '@/db/schema/roster';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { statementsOf } from '@/db/testing/statements';
import { actorOf, makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { decideBaseline, vouchBaseline } from './baseline/commands/confirm';
import { startBaseline } from './baseline/commands/start';
import { groupList } from './list';
import { groupDetail } from './queries/detail';
import { listGroups } from './queries/list';
import { settleRoster } from './roster/commands/settle';
import { checkPasted } from './roster/commands/take';
import { waiting } from './workbench';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

/** What waits for somebody, by kind; there is a list of just so many groups, to which the card leads, or to the only one. */
async function waits(actor: Actor): Promise<Record<string, string[]>> {
  const kinds = (await waiting(actor)).filter(({ key }) => key !== 'nickname');
  for (const { key, href, count, items } of kinds) {
    const list = `/groups?mine=${key}`;
    expect(href).toBe(count === 1 ? items[0]?.href : list);
    const params = Object.fromEntries(new URL(list, 'http://street').searchParams);
    expect((await listGroups(actor, parseList(groupList, params))).total).toBe(count);
  }
  return Object.fromEntries(kinds.map(({ key, items }) => [key, items.map(({ title }) => title)]));
}

const seen = async (id: string) => {
  const [row] = await db().select().from(baselines).where(eq(baselines.id, id));
  return { id, version: row?.version ?? 0 };
};

describe('a baseline waits', () => {
  it('for the group’s administrator, then for the Office but for whoever vouched, then for nobody', async () => {
    const group = await makeGroup('和平网格群', 'wechat', s.units.heping);
    const admin = actorOf(await makePerson('周群主', s.units.heping), s.units.heping, {
      role: 'group_admin',
      groupIds: [group.id],
    });
    const text = '和平刘洋\n新华 孙强';
    const { id } = done(await startBaseline(s.office, { submissionId: newId(), groupId: group.id, text }));
    const title = '请确认「和平网格群」的存量登记，共 2 行';
    expect(await waits(admin)).toEqual({ baseline: [title] });
    expect(await waits(s.office)).toEqual({});
    const on = async (actor: Actor) => (await groupDetail(actor, group.id))?.baseline;
    expect(await on(admin)).toEqual({ status: 'draft', waits: true });
    expect(await on(s.office)).toEqual({ status: 'draft', waits: false });
    expect(await waits(s.groupAdmin)).toEqual({});
    done(await vouchBaseline(admin, await seen(id)));
    expect(await waits(admin)).toEqual({});
    expect(await waits(s.office)).toEqual({ baseline: [title] });
    expect(await on(s.office)).toEqual({ status: 'confirmed', waits: true });
    await db().update(baselines).set({ adminBy: s.office.personId }).where(eq(baselines.id, id));
    expect(await waits(s.office)).toEqual({});
    expect(await waits(s.office2)).toEqual({ baseline: [title] });
    done(await decideBaseline(s.office2, await seen(id)));
    expect(await on(s.office2)).toBeNull();
    expect(await waits(s.office2)).toEqual({});
  });
});

describe('a roster check waits', () => {
  const check = (text: string) =>
    checkPasted(s.groupAdmin, { submissionId: newId(), groupId: s.groups.heping.id, text });
  const title = (lines: number) => `「和平社区工作群」花名册比对还有 ${lines} 行待处理`;

  it('as long as the latest has lines open, for whoever may deal with them', async () => {
    done(await check('和平刘洋\n路人甲\n路人乙'));
    expect(await waits(s.groupAdmin)).toEqual({ roster: [title(2)] });
    expect(await waits(s.office)).toEqual({ roster: [title(2)] });
    for (const actor of [s.headHeping, s.member, s.supervisor]) expect(await waits(actor)).toEqual({});
    const { id } = done(await check('和平刘洋\n路人甲'));
    expect(await waits(s.groupAdmin)).toEqual({ roster: [title(1)] });
    const [line] = await db()
      .select({ id: rosterEntries.id, version: rosterEntries.version })
      .from(rosterEntries)
      .where(eq(rosterEntries.checkId, id))
      .orderBy(rosterEntries.place)
      .offset(1);
    const settled = { submissionId: newId(), checkId: id, rows: line ? [line] : [], reason: '群里的机器人' };
    done(await settleRoster(s.groupAdmin, { ...settled, step: 'ignore' }));
    expect(await waits(s.groupAdmin)).toEqual({});
  });

  it('is asked for in one statement with everything else of groups', async () => {
    for (const actor of [s.office, s.groupAdmin, s.member])
      expect(await statementsOf(() => waiting(actor))).toHaveLength(1);
  });
});
