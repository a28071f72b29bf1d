import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { groups } from './groups';
import { units } from './units';

export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    pinyin: text('pinyin').notNull(),
    initials: text('initials').notNull(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    duty: text('duty').notNull().default(''),
    /** 外部人员: residents, property companies, contractors; a responsible unit, never a role. */
    affiliated: boolean('affiliated').notNull().default(false),
    phoneCipher: text('phone_cipher'),
    phoneHash: text('phone_hash'),
    phoneMasked: text('phone_masked'),
    createdAt: moment('created_at').notNull(),
    /** Left the unit or the service: roles, delegations and sessions ended with it. */
    departedAt: moment('departed_at'),
  },
  (t) => [
    uniqueIndex('people_phone').on(t.phoneHash).where(sql`${t.departedAt} is null`),
    check('people_phone_whole', sql`num_nulls(${t.phoneCipher}, ${t.phoneHash}, ${t.phoneMasked}) in (0, 3)`),
    index('people_unit').on(t.unitId, t.name),
    index('people_name').on(t.name.op('text_pattern_ops')),
    index('people_initials').on(t.initials.op('text_pattern_ops')),
    index('people_pinyin').on(t.pinyin.op('text_pattern_ops')),
  ],
);

/** 兼职: in a second unit from a day to a last one; by an exclusion constraint, once to a person, unit and day. */
export const secondaryPostings = pgTable(
  'secondary_postings',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }),
  },
  (t) => [
    check('secondary_postings_period', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
    index('secondary_postings_person').on(t.personId),
  ],
);

/** Signing in is given apart from being a person. At most one of password and code lets one in; a used code leaves neither. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id)
      .unique(),
    username: text('username').notNull().unique(),
    passwordHash: text('password_hash'),
    /** argon2id hash of a one-time code; using it forces a password of one's own. */
    codeHash: text('code_hash'),
    codeExpiresAt: moment('code_expires_at'),
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    /** When the password was chosen; null where it came with the account, whose making counts then. */
    passwordSetAt: moment('password_set_at'),
    /** The second factor was taken away by an administrator: nothing is open before there is a new one. */
    mustEnrol: boolean('must_enrol').notNull().default(false),
    textSize: text('text_size').$type<'normal' | 'large'>().notNull().default('normal'),
    singleKeyDecisions: boolean('single_key_decisions').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    disabledAt: moment('disabled_at'),
    lastSignInAt: moment('last_sign_in_at'),
  },
  (t) => [
    check('accounts_code_whole', sql`(${t.codeHash} is null) = (${t.codeExpiresAt} is null)`),
    check('accounts_one_way_in', sql`num_nonnulls(${t.passwordHash}, ${t.codeHash}) <= 1`),
    check('accounts_text_size', sql`${t.textSize} in ('normal', 'large')`),
  ],
);

/** One row per signed-in browser; every request checks it, so ending it is immediate. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    /** SHA-256 of the secret in the token; the secret itself is never stored. */
    secretHash: text('secret_hash').notNull().unique(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    startedAt: moment('started_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** Whether a second factor was shown in this session, at sign-in or by setting one up. */
    secondFactor: boolean('second_factor').notNull().default(false),
    address: text('address'),
    userAgent: text('user_agent'),
    endedAt: moment('ended_at'),
    endedReason: text('ended_reason'),
  },
  (t) => [
    check('sessions_ended', sql`(${t.endedAt} is null) = (${t.endedReason} is null)`),
    index('sessions_account').on(t.accountId, t.startedAt),
    index('sessions_expiry').on(t.expiresAt),
  ],
);

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

export const assignedRoles = [
  'unit_head',
  'office_admin',
  'group_admin',
  'leader',
  'supervisor',
  'representative',
  'system_admin',
  'auditor',
] as const;
export type AssignedRole = (typeof assignedRoles)[number];

/** A role held for a period. `unit_head` names its unit, `group_admin` its group, others neither. */
export const roleAssignments = pgTable(
  'role_assignments',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    role: text('role').$type<AssignedRole>().notNull(),
    unitId: uuid('unit_id').references(() => units.id),
    groupId: uuid('group_id').references(() => groups.id),
    /** 主要领导: the fallback leader. */
    primaryLeader: boolean('primary_leader').notNull().default(false),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    check(
      'role_assignments_role',
      sql`${t.role} in ('unit_head', 'office_admin', 'group_admin', 'leader', 'supervisor', 'representative', 'system_admin', 'auditor')`,
    ),
    check(
      'role_assignments_scope',
      sql`(${t.role} = 'unit_head') = (${t.unitId} is not null) and (${t.role} = 'group_admin') = (${t.groupId} is not null)`,
    ),
    check('role_assignments_primary', sql`not ${t.primaryLeader} or ${t.role} = 'leader'`),
    check('role_assignments_period', sql`${t.endsAt} is null or ${t.endsAt} >= ${t.startsAt}`),
    index('role_assignments_person').on(t.personId),
    index('role_assignments_role').on(t.role),
    index('role_assignments_group').on(t.groupId),
    index('role_assignments_unit').on(t.unitId),
  ],
);

/** 分管单位: which units a leader is in charge of, and when; one leader to a unit at every moment. */
export const leaderUnits = pgTable(
  'leader_units',
  {
    id: uuid('id').primaryKey(),
    leaderId: uuid('leader_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
  },
  (t) => [
    check('leader_units_period', sql`${t.endsAt} is null or ${t.endsAt} >= ${t.startsAt}`),
    index('leader_units_leader').on(t.leaderId),
    uniqueIndex('leader_units_open').on(t.unitId).where(sql`${t.endsAt} is null`),
  ],
);

/**
 * A head's or leader's review duty handed to somebody for a period; decisions then say 代. Of one duty, periods that were not
 * ended do not overlap: an exclusion constraint in the migrations, since drizzle has no word for it. So with the two others.
 */
export const delegations = pgTable(
  'delegations',
  {
    id: uuid('id').primaryKey(),
    fromPersonId: uuid('from_person_id')
      .notNull()
      .references(() => people.id),
    toPersonId: uuid('to_person_id')
      .notNull()
      .references(() => people.id),
    role: text('role').$type<'unit_head' | 'leader'>().notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    reason: text('reason').notNull(),
    enteredBy: uuid('entered_by')
      .notNull()
      .references(() => people.id),
    /** The signed paper, when the Office entered it for somebody who could not; a file, which house.ts declares after this. */
    paperFileId: uuid('paper_file_id'),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    check('delegations_role', sql`${t.role} in ('unit_head', 'leader')`),
    check('delegations_period', sql`${t.endsAt} > ${t.startsAt}`),
    check(
      'delegations_not_self',
      sql`${t.fromPersonId} <> ${t.toPersonId} and ${t.enteredBy} <> ${t.toPersonId} or ${t.enteredBy} = ${t.fromPersonId}`,
    ),
    check('delegations_paper', sql`${t.enteredBy} = ${t.fromPersonId} or ${t.paperFileId} is not null`),
    index('delegations_from').on(t.fromPersonId),
    index('delegations_to').on(t.toPersonId),
  ],
);

/** The one-time token that lets the console's owner make the street at /setup. */
export const setupTokens = pgTable(
  'setup_tokens',
  {
    id: integer('id').primaryKey().default(1),
    tokenHash: text('token_hash').notNull(),
    issuedAt: moment('issued_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [check('setup_tokens_single', sql`${t.id} = 1`)],
);

/** Counters of rate-limiter-flexible: sign-in attempts by account, address and device. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: moment('expire'),
});
