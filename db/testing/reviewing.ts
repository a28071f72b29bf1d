import { asc, desc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { accounts } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { decideStep } from '@/lib/notices/review/commands/decide';
import { openSteps } from '@/lib/notices/review/commands/steps';
import { emptyStreet } from './empty';
import { insertNotice } from './notices';
import { makeStreet, type TestStreet } from './street';

/** When everything here is submitted and decided: a Monday morning. */
export const monday = officeMoment('2026-11-23', 9 * 60);

export const idOf = (actor: Actor): string => actor.personId ?? '';

/** Lets somebody of the test street sign in: who cannot reviews nothing. */
export const giveBareAccount = (actor: Actor) =>
  db()
    .insert(accounts)
    .values({ id: newId(), personId: idOf(actor), username: `u${idOf(actor).slice(-12)}`, createdAt: now() });

/** The test street, since the first of the month; whoever reviews or is named on it can sign in. */
export async function reviewStreet(): Promise<TestStreet> {
  await emptyStreet();
  const s = await withClock(officeMoment('2026-11-01', 0), makeStreet);
  for (const actor of [s.headHeping, s.headXinhua, s.leader, s.office, s.office2, s.groupAdmin, s.auditor])
    await giveBareAccount(actor);
  return s;
}

type Given = Parameters<typeof insertNotice>[0];

/** A notice as its submission leaves it: in review, its steps opened by the real function. */
export async function submittedNotice(given: Given) {
  const { notice, revision } = await insertNotice({ status: 'in_review', submittedAt: monday, ...given });
  if (!revision) throw new Error('no revision');
  await db().delete(noticeSteps).where(eq(noticeSteps.noticeId, notice.id));
  const { approved } = await withClock(monday, () =>
    db().transaction((tx) => openSteps(tx, given.author, { notice, revision })),
  );
  return { notice, revision, approved };
}

export const stepsOf = (noticeId: string) =>
  db()
    .select()
    .from(noticeSteps)
    .where(eq(noticeSteps.noticeId, noticeId))
    .orderBy(asc(noticeSteps.position));

export const noticeRow = async (id: string) =>
  (await db().select().from(notices).where(eq(notices.id, id)))[0];

/** What somebody was told, latest first. */
export const told = async (actor: Actor): Promise<string[]> =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(eq(notifications.personId, idOf(actor)))
      .orderBy(desc(notifications.id))
  ).map(({ title }) => title);

/** All three attested, nothing written. */
export const attestedAll = { truth: true, accuracy: true, conformity: true, reasons: [], opinion: '' };

export const approveStep = (actor: Actor, step: { id: string; version: number } | undefined) =>
  withClock(monday, () =>
    decideStep(actor, {
      id: step?.id ?? '',
      version: step?.version ?? 0,
      decision: 'approve',
      ...attestedAll,
    }),
  );
