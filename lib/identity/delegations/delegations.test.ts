import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, files, notifications } from '@/db/schema/house';
import { accounts, delegations, people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { officeMoment } from '@/lib/core/time';
import { delegateOwn, enterDelegation } from './commands/delegate';
import { endDelegation } from './commands/end';
import { delegateOwnInput, enterDelegationInput } from './input';
import { delegationList } from './list';
import { delegatorChoices, listDelegations, mayReadPaper, ownDelegations } from './queries';

let s: TestStreet;
const start = officeMoment('2026-11-23', 9 * 60);
const at = <T>(day: string, work: () => Promise<T>): Promise<T> => withClock(officeMoment(day, 9 * 60), work);
const idOf = (actor: Actor): string => actor.personId ?? '';

beforeEach(async () => {
  await emptyStreet();
  s = await withClock(officeMoment('2026-11-01', 0), makeStreet);
  for (const actor of [s.member, s.groupAdmin, s.office, s.auditor, s.sysadmin, s.headXinhua])
    await db()
      .insert(accounts)
      .values({
        id: newId(),
        personId: idOf(actor),
        username: `u${idOf(actor).slice(-12)}`,
        createdAt: now(),
      });
});

const own = (more: Record<string, unknown> = {}) =>
  delegateOwnInput.parse({
    submissionId: newId(),
    role: 'unit_head',
    toPersonId: idOf(s.member),
    startsOn: '2026-11-23',
    lastDay: '2026-11-30',
    reason: '外出培训',
    ...more,
  });

const delegate = (more: Record<string, unknown> = {}, actor: Actor = s.headHeping) =>
  withClock(start, () => delegateOwn(actor, own(more)));

async function paper(by: Actor = s.office): Promise<string> {
  const id = newId();
  await db()
    .insert(files)
    .values({
      id,
      name: '委托书.pdf',
      contentType: 'application/pdf',
      size: 10,
      sha256: '0'.repeat(64),
      storageKey: id,
      uploadedBy: idOf(by),
      uploadedAt: now(),
    });
  return id;
}

const enter = async (more: Record<string, unknown> = {}, actor: Actor = s.office) => {
  const paperFileId = await paper(actor);
  const input = enterDelegationInput.parse({
    ...own(),
    role: 'leader',
    fromPersonId: idOf(s.leader),
    toPersonId: idOf(s.headXinhua),
    paperFileId,
    ...more,
  });
  return withClock(start, () => enterDelegation(actor, input));
};

const told = async (actor: Actor) =>
  (
    await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, idOf(actor)))
  ).map((message) => message.title);

describe('delegateOwn', () => {
  it.each(['office', 'groupAdmin', 'supervisor', 'representative', 'sysadmin', 'auditor', 'leader'] as const)(
    'hands over nothing %s does not have',
    async (who) => {
      expect(await delegate({}, s[who])).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    },
  );

  it('hands a duty over for days, audits it, and tells both', async () => {
    const made = await delegate();
    expect(made.ok).toBe(true);
    const [row] = await db().select().from(delegations);
    expect(row).toMatchObject({
      startsAt: start,
      endsAt: officeMoment('2026-12-01', 0),
      enteredBy: idOf(s.headHeping),
    });
    const [entry] = await db()
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, 'delegation.own'), eq(auditEvents.entityId, row?.id ?? '')));
    expect(entry).toMatchObject({ actingRole: 'unit_head', entityLabel: '李娟 → 刘洋', reason: '外出培训' });
    expect(await told(s.member)).toEqual(['李娟将部门/社区负责人的审核职责委托给您']);
    expect(await told(s.headHeping)).toEqual(['您的部门/社区负责人审核职责已委托给刘洋']);
  });

  it('is not handed on', async () => {
    const delegateOfHead: Actor = {
      ...s.member,
      grants: [
        ...s.member.grants,
        {
          role: 'unit_head',
          unitIds: [s.units.heping.id],
          groupIds: [],
          primary: false,
          onBehalfOf: { id: idOf(s.headHeping), name: '李娟' },
        },
      ],
    };
    expect(await delegate({ toPersonId: idOf(s.groupAdmin) }, delegateOfHead)).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  it('goes to nobody of another power, without an account, from outside, departed, nor oneself', async () => {
    const field = async (toPersonId: string) => {
      const answer = await delegate({ toPersonId });
      return answer.ok ? 'ok' : answer.refusal.fields?.toPersonId;
    };
    expect(await field(idOf(s.auditor))).toContain('三员分立');
    expect(await field(idOf(s.sysadmin))).toContain('三员分立');
    expect(await field(idOf(s.supervisor))).toBe('赵刚没有可用的账号，受托后无法办理');
    expect(await field(idOf(s.headHeping))).toBe('不能委托给自己');
    await db()
      .update(people)
      .set({ affiliated: true })
      .where(eq(people.id, idOf(s.member)));
    expect(await field(idOf(s.member))).toBe('刘洋是外部人员，不能受托');
    await db()
      .update(people)
      .set({ departedAt: now() })
      .where(eq(people.id, idOf(s.member)));
    expect(await field(idOf(s.member))).toBe('没有这个人，或已离任');
  });

  it('has one delegate at a time, also when two are named at once', async () => {
    const answers = await Promise.all([delegate(), delegate({ toPersonId: idOf(s.groupAdmin) })]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual([
      'conflict',
      'ok',
    ]);
    expect((await delegate({ startsOn: '2026-12-01', lastDay: '2026-12-05' })).ok).toBe(true);
  });

  it.each([
    [{ lastDay: '2026-11-22' }, 'lastDay', '截止日期不能早于开始日期'],
    [{ lastDay: '2027-11-30' }, 'lastDay', '一次委托最长一年'],
    [{ toPersonId: '' }, 'toPersonId', '请从列表中选择'],
    [{ reason: '' }, 'reason', '请写明委托事由'],
    [{ role: 'office_admin' }, 'role', '请选择委托的职责'],
  ])('%j is wrong', (more, field, message) => {
    const parsed = delegateOwnInput.safeParse({ ...own(), ...more });
    expect(parsed.error?.issues[0]?.path).toEqual([field]);
    expect(parsed.error?.issues[0]?.message).toContain(message);
  });

  it('does not begin in the past', async () => {
    expect(await delegate({ startsOn: '2026-11-22' })).toMatchObject({
      refusal: { fields: { startsOn: '不能早于今天' } },
    });
  });
});

describe('enterDelegation', () => {
  it.each(['headHeping', 'leader', 'member', 'supervisor', 'sysadmin', 'auditor'] as const)(
    'is not for %s',
    async (who) => {
      expect(await enter({}, s[who])).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    },
  );

  it('takes the signed paper, which the parties, the Office and the system administrator may read', async () => {
    const made = await enter();
    if (!made.ok) throw new Error(made.refusal.message);
    const { id } = made.value;
    const [file] = await db().select().from(files).where(eq(files.ownerId, id));
    expect(file?.ownerType).toBe('delegation');
    const readers = [
      s.leader,
      s.headXinhua,
      s.office,
      s.office2,
      s.sysadmin,
      s.headHeping,
      s.member,
      s.auditor,
      s.supervisor,
    ];
    expect(await Promise.all(readers.map((actor) => mayReadPaper(actor, id)))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(await told(s.leader)).toEqual(['您的街道领导审核职责已委托给孙强']);
  });

  it('never favours whoever enters it, and is not for his own duties', async () => {
    expect(await enter({ toPersonId: idOf(s.office) })).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await enter({ fromPersonId: idOf(s.office) })).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  it('needs a paper of one’s own that is attached to nothing else', async () => {
    const foreign = await paper(s.office2);
    const used = await paper();
    await db().update(files).set({ ownerType: 'delegation', ownerId: newId() }).where(eq(files.id, used));
    for (const paperFileId of [foreign, used, newId()])
      expect(await enter({ paperFileId })).toMatchObject({
        refusal: { fields: { paperFileId: '附件已失效，请重新上传' } },
      });
    expect(enterDelegationInput.safeParse({ ...own(), fromPersonId: newId(), paperFileId: '' }).success).toBe(
      false,
    );
    expect(await db().$count(delegations)).toBe(0);
  });

  it('needs somebody who has the duty', async () => {
    expect(await enter({ fromPersonId: idOf(s.member), toPersonId: idOf(s.groupAdmin) })).toMatchObject({
      refusal: { fields: { role: '刘洋在此期间不是街道领导' } },
    });
    expect((await delegatorChoices(s.office, '')).map((choice) => choice.label).sort()).toEqual(
      ['李娟', '孙强', '陈建国'].sort(),
    );
    expect(await delegatorChoices(s.headHeping, '')).toEqual([]);
  });
});

describe('endDelegation', () => {
  it('is for whoever handed the duty over and for the Office, once', async () => {
    const made = await delegate();
    if (!made.ok) throw new Error(made.refusal.message);
    const input = { id: made.value.id };
    const answer = (actor: Actor) => at('2026-11-24', () => endDelegation(actor, input));
    expect(await answer(s.headXinhua)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await answer(s.sysadmin)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await answer(s.member)).toMatchObject({ refusal: { code: 'forbidden' } });
    const both = await Promise.all([answer(s.headHeping), answer(s.office)]);
    expect(both.map((one) => (one.ok ? 'ok' : one.refusal.code)).sort()).toEqual(['conflict', 'ok']);
    expect(await db().$count(delegations, isNull(delegations.endedAt))).toBe(0);
    expect((await told(s.member)).at(-1)).toBe('李娟委托刘洋代行部门/社区负责人职责已结束');
  });
});

describe('lists', () => {
  it('show each his own, and all to the Office', async () => {
    await delegate();
    await enter();
    await at('2026-11-24', async () => {
      expect((await ownDelegations(s.headHeping)).given).toEqual([
        expect.objectContaining({ toName: '刘洋', state: 'current', may: { end: true, readPaper: false } }),
      ]);
      expect((await ownDelegations(s.member)).taken).toEqual([
        expect.objectContaining({ fromName: '李娟', may: { end: false, readPaper: false } }),
      ]);
      const all = await listDelegations(s.office, parseList(delegationList, {}));
      expect(all.rows.map((row) => [row.fromName, row.enteredBy, row.may])).toEqual([
        ['陈建国', '周敏', { end: true, readPaper: true }],
        ['李娟', null, { end: true, readPaper: false }],
      ]);
      expect((await listDelegations(s.headHeping, parseList(delegationList, {}))).rows).toEqual([]);
    });
  });

  it('move with the clock from upcoming to current to ended', async () => {
    await delegate({ startsOn: '2026-11-25', lastDay: '2026-11-26' });
    const shown = async (day: string, state: string) =>
      at(day, async () => (await listDelegations(s.office, parseList(delegationList, { state }))).total);
    expect(await shown('2026-11-24', 'upcoming')).toBe(1);
    expect(await shown('2026-11-26', 'current')).toBe(1);
    expect(await shown('2026-11-27', 'ended')).toBe(1);
    expect(await shown('2026-11-27', 'current,upcoming')).toBe(0);
  });
});
