import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { shellFacts } from '@/lib/identity/queries/shell';
import { confirmNickname } from './commands/nickname';
import { groupList } from './list';
import { listGroups } from './queries/list';
import { myMemberships } from './queries/mine';
import { waiting, waitingCounts } from './workbench';

let street: TestStreet;
let membershipId: string;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  const [row] = await db()
    .update(memberships)
    .set({ nicknameState: 'to_set', nicknameConfirmedAt: null })
    .where(eq(memberships.personId, street.member.personId ?? ''))
    .returning({ id: memberships.id });
  membershipId = row?.id ?? '';
});

const stateNow = async () =>
  (await db().select().from(memberships).where(eq(memberships.id, membershipId)))[0]?.nicknameState;

describe('confirming a nickname', () => {
  it.each([
    ['member', 'done'],
    ['groupAdmin', 'done'],
    ['office', 'forbidden'],
    ['headHeping', 'forbidden'],
    ['leader', 'forbidden'],
    ['supervisor', 'forbidden'],
    ['headXinhua', 'not_found'],
    ['representative', 'not_found'],
    ['sysadmin', 'not_found'],
    ['auditor', 'not_found'],
  ] as const)('by %s: %s', async (kind, outcome) => {
    const result = await confirmNickname(street[kind], { membershipId });
    expect(result.ok ? 'done' : result.refusal.code).toBe(outcome);
    expect(await stateNow()).toBe(outcome === 'done' ? 'confirmed' : 'to_set');
  });

  it('is done once: the second is told when, and one act is audited', async () => {
    const both = await Promise.all([
      confirmNickname(street.member, { membershipId }),
      confirmNickname(street.groupAdmin, { membershipId }),
    ]);
    expect(both.map((result) => (result.ok ? 'done' : result.refusal.code)).sort()).toEqual([
      'conflict',
      'done',
    ]);
    const done = await db()
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.entityId, membershipId), eq(auditEvents.outcome, 'done')));
    expect(done).toMatchObject([
      { action: 'nickname.confirm', clause: '2.1.2', after: { nicknameState: 'confirmed' } },
    ]);
  });

  it('of an ended or unknown membership is not found', async () => {
    const unknown = await confirmNickname(street.member, { membershipId: newId() });
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    await db()
      .update(memberships)
      .set({ until: new Date(), endReason: '退群' })
      .where(eq(memberships.id, membershipId));
    const ended = await confirmNickname(street.member, { membershipId });
    expect(ended).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });
});

describe('what waits for the person himself', () => {
  it('is each nickname to set, with what to set, and equals the list it links to', async () => {
    const [kind] = await waiting(street.member);
    expect(kind).toMatchObject({
      count: 1,
      overdue: 0,
      items: [{ href: `/groups/${street.groups.heping.id}` }],
    });
    expect(kind?.items[0]?.title).toContain('和平刘洋');
    expect((await shellFacts(street.member, waitingCounts(street.member))).counts).toEqual({ '/groups': 1 });
    const params = Object.fromEntries(new URL(kind?.href ?? '', 'http://street').searchParams);
    const linked = await listGroups(street.member, parseList(groupList, params));
    expect(linked.total).toBe(1);
    expect(await myMemberships(street.member)).toMatchObject([
      { nickname: '和平刘洋', nicknameState: 'to_set', may: { confirmNickname: true } },
    ]);
  });

  it('is nothing once confirmed, and nothing for others', async () => {
    expect(await waiting(street.groupAdmin)).toEqual([]);
    await confirmNickname(street.member, { membershipId });
    expect(await waiting(street.member)).toEqual([]);
    expect((await shellFacts(street.member, waitingCounts(street.member))).counts).toEqual({ '/groups': 0 });
    expect(await myMemberships(street.member)).toMatchObject([{ may: { confirmNickname: false } }]);
    expect(await myMemberships(street.office)).toEqual([]);
  });
});
