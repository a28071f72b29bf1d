import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import { noticeFollowUps } from '@/db/schema/receipts';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf, trailOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { encrypt } from '@/lib/core/crypto';
import { newId } from '@/lib/core/id';
import { openNotification } from '@/lib/inbox/commands';
import { recallNotice } from '../publishing/commands/recall';
import { followUp } from './commands/follow';
import { revealPhones } from './commands/phones';
import { remindFollowUps } from './commands/remind';
import { emergencyState } from './queries/follow-up';

const night = new Date('2026-11-21T23:10:00+08:00');
const later = (minutes: number) => new Date(night.getTime() + minutes * 60_000);

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await withClock(new Date('2026-11-02T09:00:00+08:00'), () => makeStreet());
});

type Given = Partial<Parameters<typeof insertNotice>[0]>;

/** An emergency of 张三 in the group of 和平社区, with its next entry due at 01:10. */
async function emergency(more: Given = {}): Promise<string> {
  const { notice } = await insertNotice({
    author: s.groupAdmin,
    unit: s.units.heping,
    groups: [s.groups.heping],
    category: 'emergency',
    status: 'published',
    title: '沿河路积水请绕行',
    createdAt: night,
    followUpDueAt: later(120),
    ...more,
  });
  return notice.id;
}

const entry = (id: string, closes = false) => ({ submissionId: newId(), id, text: '水已退去一半', closes });
const entriesOf = (id: string) => db().select().from(noticeFollowUps).where(eq(noticeFollowUps.noticeId, id));
const rowOf = async (id: string) => (await db().select().from(notices).where(eq(notices.id, id)))[0];

const states: Record<string, () => Given> = {
  open: () => ({}),
  closed: () => ({ closedAt: later(60), followUpDueAt: null }),
  recalled: () => ({ status: 'recalled' }),
};

const actors: Record<string, () => Actor> = {
  'the administrator': () => s.groupAdmin,
  'the head': () => s.headHeping,
  'the Office': () => s.office,
  'another head': () => s.headXinhua,
  'a member of the group': () => s.member,
  'the leader in charge': () => s.leader,
  'a supervisor': () => s.supervisor,
  'an auditor': () => s.auditor,
};

const responsible = { open: 'done', closed: 'conflict', recalled: 'conflict' };
const onlooker = { open: 'forbidden', closed: 'forbidden', recalled: 'forbidden' };
const stranger = { open: 'not_found', closed: 'not_found', recalled: 'not_found' };
const table: Record<string, Record<string, string>> = {
  'the administrator': responsible,
  'the head': responsible,
  'the Office': responsible,
  'another head': stranger,
  'a member of the group': onlooker,
  'the leader in charge': onlooker,
  'a supervisor': onlooker,
  'an auditor': stranger,
};

describe.each(Object.keys(states))('%s', (state) => {
  it.each(Object.keys(actors))('followed up by %s', async (who) => {
    const id = await emergency(states[state]?.());
    const result = await followUp(actors[who]?.() as Actor, entry(id));
    expect(result.ok ? 'done' : result.refusal.code).toBe(table[who]?.[state]);
    expect(await entriesOf(id)).toHaveLength(result.ok ? 1 : 0);
  });

  it.each(Object.keys(actors))('telephones asked for by %s', async (who) => {
    const id = await emergency(states[state]?.());
    const result = await revealPhones(actors[who]?.() as Actor, { id });
    expect(result.ok ? 'done' : result.refusal.code).toBe(table[who]?.[state]);
  });
});

describe('a follow-up', () => {
  it('moves the time of the next; the last ends it', async () => {
    const id = await emergency();
    await withClock(later(90), async () => done(await followUp(s.groupAdmin, entry(id))));
    expect(await rowOf(id)).toMatchObject({ followUpDueAt: later(210), closedAt: null });
    await withClock(later(200), async () => done(await followUp(s.headHeping, entry(id, true))));
    expect(await rowOf(id)).toMatchObject({ followUpDueAt: null, closedAt: later(200) });
    const trail = (await trailOf('notice', id)).map(({ action }) => action);
    expect(trail).toEqual(['notice.follow_up', 'notice.close_emergency']);
  });

  it('is screened like everything that is published', async () => {
    const id = await emergency();
    const text = '伤者身份证号 11010519491231002X';
    const refused = refusalOf(await followUp(s.groupAdmin, { ...entry(id), text }));
    expect(refused).toMatchObject({ code: 'invalid', fields: { text: expect.any(String) } });
  });

  const toldOf = (id: string) =>
    db()
      .select()
      .from(notifications)
      .where(eq(notifications.href, `/notices/${id}#emergency`))
      .orderBy(asc(notifications.createdAt));

  it('is told to whoever posts it in the chat, and to everybody it is for', async () => {
    const id = await emergency({ author: s.headHeping });
    done(await followUp(s.headHeping, entry(id)));
    const told = Object.fromEntries((await toldOf(id)).map(({ personId, title }) => [personId, title]));
    expect(told).toEqual({
      [s.groupAdmin.personId ?? '']: '【突发事件】《沿河路积水请绕行》有新的续报，请转发到群',
      [s.member.personId ?? '']: '【突发事件】《沿河路积水请绕行》有新的续报',
    });
  });

  it('is told in place of the one before, until that was opened', async () => {
    const id = await emergency();
    const reported = (minutes: number, closes = false) =>
      withClock(later(minutes), async () => done(await followUp(s.groupAdmin, entry(id, closes))));
    await reported(30);
    await reported(60);
    const first = await toldOf(id);
    expect(first).toMatchObject([
      { personId: s.member.personId, detail: '水已退去一半', createdAt: later(60) },
    ]);
    await withClock(later(61), async () =>
      done(await openNotification(s.member, { id: first[0]?.id ?? '' })),
    );
    await reported(90, true);
    expect((await toldOf(id)).map(({ title, readAt }) => [title, readAt === null])).toEqual([
      ['【突发事件】《沿河路积水请绕行》有新的续报', false],
      ['【突发事件】《沿河路积水请绕行》已处置完毕', true],
    ]);
  });

  it('is quoted in no message once it is taken back, and asks nobody to pass it on', async () => {
    const id = await emergency({ author: s.headHeping });
    await withClock(later(30), async () => done(await followUp(s.headHeping, entry(id))));
    const version = (await rowOf(id))?.version ?? 0;
    const reason = '地点有误';
    await withClock(later(60), async () => done(await recallNotice(s.headHeping, { id, version, reason })));
    const read = (await toldOf(id)).map(({ personId, ...row }) => [personId, row]);
    const gone = { detail: '', readAt: later(60) };
    expect(Object.fromEntries(read)).toMatchObject({
      [s.groupAdmin.personId ?? '']: {
        title: '（已召回）【突发事件】《沿河路积水请绕行》有新的续报，请转发到群',
        ...gone,
      },
      [s.member.personId ?? '']: { title: '（已召回）【突发事件】《沿河路积水请绕行》有新的续报', ...gone },
    });
    expect(await emergencyState(s.member, id)).toMatchObject({ recalled: true, due: null, copy: null });
  });

  it('is not found on an ordinary notice', async () => {
    const { notice } = await insertNotice({
      author: s.groupAdmin,
      groups: [s.groups.heping],
      status: 'published',
    });
    expect(refusalOf(await followUp(s.groupAdmin, entry(notice.id))).code).toBe('not_found');
  });

  it(`by one while another closes it, ${rounds} times: nothing is reported after the end`, async () => {
    await inRounds(async (round) => {
      const id = await emergency();
      const [followed, closed] = await atOnce(
        round,
        () => followUp(s.groupAdmin, entry(id)),
        () => followUp(s.headHeping, entry(id, true)),
      );
      expect(closed.ok).toBe(true);
      expect(await entriesOf(id)).toHaveLength(followed.ok ? 2 : 1);
      expect(await rowOf(id)).toMatchObject({ followUpDueAt: null, closedAt: expect.any(Date) });
    });
  });

  it(`closed by two at once, ${rounds} times: one end, and the second is told`, async () => {
    await inRounds(async (round) => {
      const id = await emergency();
      const both = await atOnce(
        round,
        () => followUp(s.groupAdmin, entry(id, true)),
        () => followUp(s.office, entry(id, true)),
      );
      expect(both.map((result) => (result.ok ? 'done' : result.refusal.code)).sort()).toEqual([
        'conflict',
        'done',
      ]);
      expect(await entriesOf(id)).toHaveLength(1);
    });
  });
});

describe('the page', () => {
  it('shows whom to call and what to copy to those who follow it up, and only the entries to others', async () => {
    const id = await emergency();
    done(await followUp(s.groupAdmin, entry(id)));
    const mine = await emergencyState(s.headHeping, id);
    expect(mine).toMatchObject({
      may: { followUp: true },
      copy: expect.stringContaining('沿河路积水请绕行'),
      groups: [{ name: '和平社区工作群', own: false, administrators: [{ name: '张三' }] }],
      entries: [{ text: '水已退去一半', copy: expect.stringContaining('【续报】') }],
    });
    // Whoever posts there himself need not be called.
    expect(await emergencyState(s.groupAdmin, id)).toMatchObject({
      groups: [{ name: '和平社区工作群', own: true, administrators: [] }],
    });
    const theirs = await emergencyState(s.member, id);
    expect(theirs).toMatchObject({ may: { followUp: false }, copy: null, groups: [] });
    expect(theirs?.entries).toMatchObject([{ text: '水已退去一半', copy: null }]);
    expect(await emergencyState(s.headXinhua, id)).toBeNull();
  });

  it('gives the number itself only by an act that is recorded without it', async () => {
    const phone = '13800138000';
    const kept = { phoneCipher: encrypt(phone), phoneHash: 'hash', phoneMasked: '138****8000' };
    await db()
      .update(people)
      .set(kept)
      .where(eq(people.id, s.groupAdmin.personId ?? ''));
    const id = await emergency();
    const { phones } = done(await revealPhones(s.headHeping, { id }));
    expect(phones).toEqual([{ personId: s.groupAdmin.personId, phone }]);
    const [recorded] = await trailOf('notice', id);
    expect(recorded).toMatchObject({ action: 'notice.reveal_phones', after: { administrators: '张三' } });
    expect(JSON.stringify(recorded)).not.toContain(phone);
  });
});

describe('reminders', () => {
  const system = systemActor('notices.follow_up');
  const remindAt = async (minutes: number) =>
    done(await withClock(later(minutes), () => remindFollowUps(system, {}))).reminded;

  it('go to the author before and when an entry is due, to the Office when it stays away, by night as well', async () => {
    await db().update(notices).set({ followUpDueAt: null });
    const id = await emergency();
    const told = async () =>
      (
        await db()
          .select()
          .from(notifications)
          .where(eq(notifications.href, `/notices/${id}#emergency`))
      ).map(({ personId }) => personId);
    expect(await remindAt(100)).toBe(0);
    expect(await remindAt(110)).toBe(1);
    expect(await remindAt(125)).toBe(1);
    expect(await remindAt(130)).toBe(0);
    expect(await told()).toEqual([s.groupAdmin.personId, s.groupAdmin.personId]);
    expect(await remindAt(155)).toBe(2);
    expect(await told()).toEqual(expect.arrayContaining([s.office.personId, s.office2.personId]));
    expect(await remindAt(245)).toBe(3);
    await withClock(later(250), async () => done(await followUp(s.groupAdmin, entry(id, true))));
    expect(await remindAt(500)).toBe(0);
  });

  it('are the business of the system alone', async () => {
    expect(refusalOf(await remindFollowUps(s.office, {})).code).toBe('forbidden');
  });
});
