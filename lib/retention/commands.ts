import { and, asc, eq, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { passwordHistory, recoveryCodes, secondFactors } from '@/db/schema/factors';
import { files, notifications } from '@/db/schema/house';
import { accounts, people } from '@/db/schema/identity';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { daysBefore, yearsBefore } from './rules';

/** So many at once, so that nobody waits behind a clearing of years. */
export const mostMessages = 1_000;
export const mostPeople = 100;
export const mostScreenshots = 500;

const byTheSystem = '此项由系统定时执行';

/** Forgets some messages that were read, and are older than the setting says. @returns how many; fewer than a batch: all */
export const forgetMessages = command(
  { name: 'retention.messages' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) return refuse('forbidden', byTheSystem);
    const { 'retention.inbox_days': days } = await settingsNow(tx);
    const old = tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(isNotNull(notifications.readAt), lt(notifications.createdAt, daysBefore(now(), days))))
      .limit(mostMessages)
      .for('update', { skipLocked: true });
    const gone = await tx
      .delete(notifications)
      .where(inArray(notifications.id, old))
      .returning({ id: notifications.id });
    if (gone.length) await record(tx, actor, { action: 'retention.messages', after: { ended: gone.length } });
    return gone.length;
  },
);

/**
 * Forgets some pictures that came with receipts, and are older than the setting says; that there was a receipt, when and by whom stays.
 * @returns the keys of their bytes, for the caller to discard
 */
export const forgetScreenshots = command(
  { name: 'retention.screenshots' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) return refuse('forbidden', byTheSystem);
    const { 'orders.screenshot_days': days } = await settingsNow(tx);
    const old = tx
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.ownerType, 'order_receipt'), lt(files.uploadedAt, daysBefore(now(), days))))
      .orderBy(asc(files.uploadedAt))
      .limit(mostScreenshots)
      .for('update', { skipLocked: true });
    const gone = await tx.delete(files).where(inArray(files.id, old)).returning({ key: files.storageKey });
    if (gone.length)
      await record(tx, actor, { action: 'retention.screenshots', after: { files: gone.length } });
    return gone.map(({ key }) => key);
  },
);

/** Something of a person is still kept that his records do not need. */
const holdsMore = (): SQL | undefined =>
  or(
    isNotNull(people.phoneCipher),
    sql`exists (select from ${accounts} where ${accounts.personId} = ${people.id} and (
      ${accounts.passwordHash} is not null or ${accounts.codeHash} is not null
      or exists (select from ${passwordHistory} where ${passwordHistory.accountId} = ${accounts.id})
      or exists (select from ${secondFactors} where ${secondFactors.accountId} = ${accounts.id})
      or exists (select from ${recoveryCodes} where ${recoveryCodes.accountId} = ${accounts.id})))`,
  );

async function forgetAccess(tx: Tx, personIds: string[]): Promise<void> {
  const emptied = await tx
    .update(accounts)
    .set({ passwordHash: null, codeHash: null, codeExpiresAt: null })
    .where(inArray(accounts.personId, personIds))
    .returning({ id: accounts.id });
  const accountIds = emptied.map(({ id }) => id);
  if (!accountIds.length) return;
  await tx.delete(passwordHistory).where(inArray(passwordHistory.accountId, accountIds));
  await tx.delete(secondFactors).where(inArray(secondFactors.accountId, accountIds));
  await tx.delete(recoveryCodes).where(inArray(recoveryCodes.accountId, accountIds));
}

/**
 * Takes from some people who left years ago what their records do not need: the phone, and whatever one signs in with. Name,
 * unit and what they did stay, since requests, orders and the audit trail must remain traceable. @returns how many
 */
export const minimisePeople = command(
  { name: 'retention.people' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) return refuse('forbidden', byTheSystem);
    const { 'retention.departed_years': years } = await settingsNow(tx);
    const gone = await tx
      .select({ id: people.id, name: people.name, phone: people.phoneMasked })
      .from(people)
      .where(and(lt(people.departedAt, yearsBefore(now(), years)), holdsMore()))
      .orderBy(asc(people.id))
      .limit(mostPeople)
      .for('update', { skipLocked: true });
    if (!gone.length) return 0;
    const ids = gone.map(({ id }) => id);
    await tx
      .update(people)
      .set({ phoneCipher: null, phoneHash: null, phoneMasked: null })
      .where(inArray(people.id, ids));
    await forgetAccess(tx, ids);
    await record(
      tx,
      actor,
      ...gone.map(({ id, name, phone }) => ({
        action: 'retention.people',
        entity: { type: 'person', id, label: name },
        reason: `离任已满 ${years} 年，按个人信息最短必要期限清除手机号和登录凭据`,
        before: { phone: phone !== null },
        after: { phone: false },
      })),
    );
    return gone.length;
  },
);

/** Writes down what a night's clearing came to, so that it can be shown that it ran, also when there was nothing to do. */
export const noteClearing = command<{ messages: number; people: number; screenshots: number }, null>(
  { name: 'retention.apply' },
  async (tx, actor, figures) => {
    if (actor.personId !== null) return refuse('forbidden', byTheSystem);
    await record(tx, actor, {
      action: 'retention.apply',
      entity: { type: 'job', id: 'retention.apply', label: '到期个人信息清理' },
      after: { ...figures },
    });
    return null;
  },
);
