import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { emptyStreet } from '@/db/testing/empty';
import { approved } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { statementsOf } from '@/db/testing/statements';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { findNotices } from '@/lib/notices/queries/find';
import { search } from './queries';

let s: TestStreet;
let made: Awaited<ReturnType<typeof approved>>;

beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  made = await approved(s);
  await db()
    .update(groups)
    .set({ pinyin: 'hepingshequgongzuoqun', initials: 'hpsqgzq' })
    .where(eq(groups.id, s.groups.heping.id));
});

type Kind = Exclude<keyof TestStreet, 'units' | 'groups'>;
const kindsFound = async (kind: Kind, q: string) =>
  (await search(s[kind], q)).findings.map((finding) => finding.kind);

describe('a search', () => {
  it('finds groups and people by name, pinyin and initials', async () => {
    const byName = await search(s.office, '和平');
    expect(byName.findings).toMatchObject([{ kind: 'groups', hits: [{ title: '和平社区工作群' }] }]);
    expect(await kindsFound('office', 'hpsq')).toEqual(['groups']);
    expect((await search(s.office, 'lj')).findings).toMatchObject([
      { kind: 'people', hits: [{ title: '李娟', detail: '和平社区' }] },
    ]);
  });

  it.each([
    ['office', ['people']],
    ['sysadmin', ['people']],
    ['headHeping', ['people']],
    ['headXinhua', []],
    ['groupAdmin', []],
    ['member', []],
    ['leader', []],
    ['supervisor', []],
    ['auditor', []],
  ] as const)('for a person of 和平 finds what %s may see', async (kind, found) => {
    expect(await kindsFound(kind, '张三')).toEqual(found);
  });

  it.each([
    ['office', true],
    ['headHeping', true],
    ['supervisor', true],
    ['headXinhua', false],
    ['groupAdmin', false],
    ['member', false],
    ['auditor', false],
  ] as const)('by a request’s number leads %s straight to it: %s', async (kind, found) => {
    const { exact } = await search(s[kind], made.request.number.toLowerCase());
    expect(exact).toBe(found ? `/membership/${made.request.id}` : null);
  });

  it.each([
    ['office', true],
    ['groupAdmin', true],
    ['headHeping', false],
    ['member', false],
  ] as const)('by an order’s number leads %s straight to it: %s', async (kind, found) => {
    const { exact } = await search(s[kind], made.order.number);
    expect(exact).toBe(found ? `/orders/${made.order.id}` : null);
  });

  it('by digits alone offers what they may be, and leads nowhere by itself', async () => {
    const digits = made.request.number.slice(-4);
    const { exact, findings } = await search(s.office, digits);
    expect(exact).toBeNull();
    expect(findings.map((finding) => finding.kind)).toContain('requests');
  });

  it('shows of a notice where its text says it and when it went out, and quotes none that was recalled', async () => {
    const given = { author: s.headXinhua, unit: s.units.xinhua, groups: [s.groups.portal] };
    const createdAt = new Date('2026-11-20T09:00:00+08:00');
    const lead =
      '请各网格员按照责任分工逐户上门，做好登记，发现问题当场提醒住户整改，不能当场整改的列出清单。';
    const body = `${lead}液化气罐须放在通风处。${lead}${lead}`;
    await insertNotice({ ...given, title: '冬季用气提醒', body, status: 'published', createdAt });
    await insertNotice({
      ...{ ...given, title: '液化气罐集中检查', body, status: 'recalled', category: 'emergency' },
      createdAt: new Date('2026-11-20T08:00:00+08:00'),
    });
    const { findings } = await search(s.office, '液化气罐');
    const [current, recalled] = findings.find(({ kind }) => kind === 'notices')?.hits ?? [];
    expect(current).toMatchObject({
      title: '冬季用气提醒',
      detail: expect.stringContaining('2026-11-20 周五 09:00 发布'),
      excerpt: expect.stringMatching(/^….{20}液化气罐须放在通风处。.+…$/),
      struck: false,
    });
    expect(recalled).toMatchObject({ title: '液化气罐集中检查', struck: true, mark: '突发' });
    expect(recalled?.excerpt).toBeUndefined();
    expect(await statementsOf(() => findNotices(s.office, '液化气罐', 5))).toHaveLength(1);
  });

  it.each(['', '   ', '\0', '%', "'; drop table groups; --", '群'.repeat(500)])('takes %j', async (q) => {
    const { findings } = await search(s.auditor, q);
    expect(findings).toEqual([]);
  });
});
