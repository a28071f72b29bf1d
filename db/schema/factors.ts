import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { accounts } from './identity';

/** A password was right and a second factor is still to come: no session, and nothing but the second step knows of it. */
export const pendingSignIns = pgTable(
  'pending_sign_ins',
  {
    id: uuid('id').primaryKey(),
    /** SHA-256 of the secret in the token, as with sessions. */
    secretHash: text('secret_hash').notNull().unique(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** SHA-256 over the stored hash that was matched: a password changed meanwhile opens nothing. */
    credentialSum: text('credential_sum').notNull(),
    /** The browser, when the account has signed in with it before. */
    deviceId: text('device_id'),
    knownAddress: boolean('known_address').notNull(),
    userAgent: text('user_agent'),
    startedAt: moment('started_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    index('pending_sign_ins_account').on(t.accountId),
    index('pending_sign_ins_expiry').on(t.expiresAt),
  ],
);

/** 动态口令: the secret an authenticator app shares with us. One to an account; a second one may be on offer beside it. */
export const secondFactors = pgTable(
  'second_factors',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => accounts.id),
    secretCipher: text('secret_cipher'),
    enrolledAt: moment('enrolled_at'),
    /** The time step of the last code that was taken: none is taken twice, and none before it. */
    lastStep: integer('last_step'),
    /** Shown as a picture to scan, and worth nothing until a code proves that it was scanned. */
    offeredCipher: text('offered_cipher'),
    /** The session it was offered in; sessions are forgotten in time, so this is no reference. */
    offeredSessionId: uuid('offered_session_id'),
  },
  (t) => [
    check(
      'second_factors_whole',
      sql`num_nulls(${t.secretCipher}, ${t.enrolledAt}, ${t.lastStep}) in (0, 3)`,
    ),
    check('second_factors_offer', sql`num_nulls(${t.offeredCipher}, ${t.offeredSessionId}) in (0, 2)`),
  ],
);

/** Ten to an account, each good for one sign-in without the telephone. argon2id, as passwords. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    codeHash: text('code_hash').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [index('recovery_codes_account').on(t.accountId)],
);

/** Hashes of earlier passwords, kept only while a setting forbids to choose them again, and only so many. */
export const passwordHistory = pgTable(
  'password_history',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    passwordHash: text('password_hash').notNull(),
    replacedAt: moment('replaced_at').notNull(),
  },
  (t) => [index('password_history_account').on(t.accountId, t.replacedAt)],
);
