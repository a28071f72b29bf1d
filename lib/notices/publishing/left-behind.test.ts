import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { accounts, delegations, people, roleAssignments, secondaryPostings } from '@/db/schema/identity';
import type { NoticeStatus } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf, trailOf } from '@/db/testing/joining';
import { at, noticeRow, toldTo, waitingNotice } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { noticeList } from '../list';
import { noticeDetail } from '../queries/detail';
import { listNotices } from '../queries/list';
import { reviewDetail } from '../review/queries/detail';
import { noticeCards, type WaitingNotices, waitingNotices } from '../workbench';
import { copyNotice } from '../writing/commands/copy';
import { findLeft } from '../writing/commands/left';
import { withdrawNotice } from '../writing/commands/take-back';
import { openDraft } from '../writing/queries/form';
import { publishByHand } from './commands/by-hand';

const monday = at('2026-11-23', 10);
const now = <T>(work: () => Promise<T>) => withClock(monday, work);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await now(() => makeStreet());
});

const author = () => s.member.personId ?? '';
const standing = (status: NoticeStatus) =>
  waitingNotice(s, 'approved', {
    status,
    releaseWhen: 'by_hand',
    publishAt: status === 'scheduled' ? at('2026-11-24', 9) : null,
  }).then(({ notice }) => notice.id);

const changed = async (set: { departedAt: Date } | { unitId: string }): Promise<void> => {
  await db().update(people).set(set).where(eq(people.id, author()));
};
const depart = () => changed({ departedAt: monday });
const move = () => changed({ unitId: s.units.xinhua.id });
const close = async (): Promise<void> => {
  const account = { id: newId(), personId: author(), username: 'away', createdAt: monday };
  await db()
    .insert(accounts)
    .values({ ...account, disabledAt: monday });
};
/** Review is handed on for the week; others' notices are not gone on with on somebody's behalf. */
const handOver = async (from: Actor, to: Actor): Promise<void> => {
  const people = { fromPersonId: from.personId ?? '', toPersonId: to.personId ?? '' };
  const period = { startsAt: at('2026-11-22', 8), endsAt: at('2026-11-29', 8), createdAt: monday };
  await db()
    .insert(delegations)
    .values({
      id: newId(),
      ...people,
      ...period,
      role: 'unit_head',
      reason: '休假',
      enteredBy: people.fromPersonId,
    });
};
const moveAndPost = async (endsOn: string | null): Promise<void> => {
  await move();
  const posting = { id: newId(), personId: author(), unitId: s.units.heping.id, startsOn: '2026-01-01' };
  await db()
    .insert(secondaryPostings)
    .values({ ...posting, endsOn });
};

const publish = (actor: Actor, id: string) => now(() => publishByHand(actor, { id, version: 1 }));
const withdraw = (actor: Actor, id: string, reason = '起草人已离任') =>
  now(() => withdrawNotice(actor, { id, version: 1, reason }));
const copy = (actor: Actor, id: string) =>
  now(() => copyNotice(actor, { id, as: 'copy', submissionId: newId() }));
const look = async () => done(await now(() => findLeft(systemActor('notices.find_left'), {})));
const leftTo = async (actor: Actor) => {
  const [row] = await now(() =>
    db().execute<{ found: WaitingNotices }>(sql`select ${waitingNotices(actor)} as found`),
  );
  return row ? noticeCards(actor, row.found).find(({ key }) => key === 'left') : undefined;
};

describe('whoever waits for an author', () => {
  const departures: [string, () => Promise<void>, boolean][] = [
    ['who is there', async () => undefined, false],
    ['who has left the service', depart, true],
    ['who has left the unit', move, true],
    ['whose account is closed', close, true],
    ['who has moved, and is posted to the unit still', () => moveAndPost(null), false],
    ['who was posted to the unit until yesterday', () => moveAndPost('2026-11-22'), true],
  ];
  it.each(departures)('%s', async (_, leave, away) => {
    const id = await standing('approved');
    await leave();
    expect(await look()).toEqual({ found: away ? 1 : 0 });
    for (const actor of [s.headHeping, s.office]) {
      const detail = await now(() => noticeDetail(actor, id));
      expect(detail).toMatchObject({ authorAway: away, may: { publish: away, withdraw: away, copy: away } });
      expect((await leftTo(actor))?.count ?? 0).toBe(away ? 1 : 0);
    }
    const answer = await publish(s.headHeping, id);
    expect(answer.ok ? 'published' : answer.refusal.code).toBe(away ? 'published' : 'forbidden');
  });
});

describe('what an author who is there no more has left', () => {
  it('is sent out by the head of the unit or the Office, and recorded as theirs', async () => {
    await depart();
    for (const actor of [s.headHeping, s.office]) {
      const id = await standing('approved');
      await db().execute(sql`delete from deliveries`);
      expect(done(await publish(actor, id))).toMatchObject({ outcome: 'published' });
      expect(await noticeRow(id)).toMatchObject({ status: 'published', statusBy: actor.personId });
      const acts = await trailOf('notice', id);
      expect(acts.at(-1)).toMatchObject({ action: 'notice.publish', actorId: actor.personId });
    }
  });

  it.each(['in_review', 'approved', 'scheduled', 'returned'] as const)(
    'is taken back with a reason: %s',
    async (status) => {
      const id = await standing(status);
      await depart();
      expect(refusalOf(await withdraw(s.headHeping, id, '')).fields).toHaveProperty('reason');
      done(await withdraw(s.headHeping, id));
      expect(await noticeRow(id)).toMatchObject({ status: 'withdrawn', statusBy: s.headHeping.personId });
      expect(await toldTo(author())).toContain('《关于开展消防安全排查的通知》已由李娟撤回');
      const acts = await trailOf('notice', id);
      expect(acts.at(-1)).toMatchObject({ action: 'notice.withdraw', reason: '起草人已离任' });
    },
  );

  it('is told once to the head of the unit and the Office, in office hours, and forgotten once it is settled', async () => {
    const id = await standing('approved');
    await depart();
    await handOver(s.headHeping, s.groupAdmin);
    const night = at('2026-11-22', 22);
    const early = await withClock(night, () => findLeft(systemActor('notices.find_left'), {}));
    expect(done(early)).toEqual({ found: 0 });
    expect([await look(), await look()]).toEqual([{ found: 1 }, { found: 0 }]);
    const words = '《关于开展消防安全排查的通知》起草人已离岗，请接手处理';
    for (const actor of [s.headHeping, s.office, s.office2])
      expect((await toldTo(actor.personId)).filter((title) => title === words)).toHaveLength(1);
    for (const actor of [s.headXinhua, s.leader, s.groupAdmin])
      expect(await toldTo(actor.personId)).not.toContain(words);
    done(await withdraw(s.headHeping, id));
    expect(await leftTo(s.office)).toBeUndefined();
    expect(await look()).toEqual({ found: 0 });
    expect((await noticeRow(id)).leftAt).toBeNull();
    expect(refusalOf(await findLeft(s.office, {})).code).toBe('forbidden');
  });

  it('is said to be so where it is reviewed, with who goes on with it', async () => {
    const id = await standing('in_review');
    const review = async () => now(() => reviewDetail(s.headHeping, id));
    expect(await review()).toMatchObject({ authorAway: false });
    await depart();
    expect(await review()).toMatchObject({ authorAway: true, standIns: ['李娟'] });
    expect(await now(() => noticeDetail(s.office, id))).toMatchObject({ standIns: ['李娟'] });
    await db()
      .update(roleAssignments)
      .set({ endsAt: monday })
      .where(eq(roleAssignments.personId, s.headHeping.personId ?? ''));
    expect(await now(() => noticeDetail(s.office, id))).toMatchObject({ standIns: [] });
  });

  it('is nobody else’s, and nobody’s while its author is there', async () => {
    const id = await standing('approved');
    const codes = async (actor: Actor) => {
      const answers = [await publish(actor, id), await withdraw(actor, id), await copy(actor, id)];
      return answers.map((answer) => (answer.ok ? 'done' : answer.refusal.code));
    };
    for (const actor of [s.headHeping, s.office, s.leader, s.supervisor])
      expect(await codes(actor)).toEqual(['forbidden', 'not_found', 'not_found']);
    await depart();
    for (const actor of [s.leader, s.supervisor])
      expect(await codes(actor)).toEqual([
        'forbidden',
        'not_found',
        expect.stringMatching(/not_found|forbidden/),
      ]);
    for (const actor of [s.headXinhua, s.groupAdmin, s.auditor, s.sysadmin])
      expect(await codes(actor)).toEqual([
        'not_found',
        'not_found',
        expect.stringMatching(/not_found|forbidden/),
      ]);
    expect(await noticeRow(id)).toMatchObject({ status: 'approved', version: 1 });
  });

  it('leaves its drafts to nobody', async () => {
    const { notice } = await waitingNotice(s, 'approved', {
      status: 'draft',
      revision: 1,
      submittedAt: monday,
      number: 'X',
    });
    await depart();
    expect(refusalOf(await withdraw(s.headHeping, notice.id)).code).toBe('not_found');
    expect(refusalOf(await copy(s.office, notice.id)).code).toBe('not_found');
  });

  it('is gone on with in the words that were handed in', async () => {
    const id = await standing('returned');
    await db().execute(sql`update notices set title = '改了一半' where id = ${id}`);
    await depart();
    const { id: mine } = done(await copy(s.headHeping, id));
    expect((await openDraft(s.headHeping, mine))?.form).toMatchObject({
      title: '关于开展消防安全排查的通知',
      groups: [{}, {}],
    });
    await look();
    const card = await leftTo(s.headHeping);
    expect(card?.items).toMatchObject([{ title: '《关于开展消防安全排查的通知》', href: `/notices/${id}` }]);
    const listed = await now(() => listNotices(s.headHeping, parseList(noticeList, { left: 'yes' })));
    expect(listed.rows.map((row) => row.id)).toEqual([id]);
  });
});
