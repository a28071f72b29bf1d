import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment, workflowColumns } from './columns';
import { groups } from './groups';
import { people } from './identity';
import { membershipRequests, memberships, workOrders } from './membership';
import { units } from './units';

export type ListSource = 'paste' | 'sheet';

/** 花名册比对: what a chat group's real list of members said, and what the register said, at one moment. It is never changed. */
export const rosterChecks = pgTable(
  'roster_checks',
  {
    id: uuid('id').primaryKey(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    source: text('source').$type<ListSource>().notNull(),
    fileName: text('file_name'),
    takenBy: uuid('taken_by')
      .notNull()
      .references(() => people.id),
    takenByName: text('taken_by_name').notNull(),
    takenAt: moment('taken_at').notNull(),
    /** Nicknames in the list, members by the register, and lines of the list that are no nickname. */
    listed: integer('listed').notNull(),
    members: integer('members').notNull(),
    skipped: integer('skipped').notNull(),
  },
  (t) => [
    check('roster_checks_source', sql`${t.source} in ('paste', 'sheet')`),
    index('roster_checks_group').on(t.groupId, t.takenAt, t.id),
  ],
);

export const rosterKinds = ['stranger', 'missing', 'misnamed', 'likely', 'double', 'conforms'] as const;
export type RosterKind = (typeof rosterKinds)[number];
export type RosterStatus = 'open' | 'done' | 'ignored' | 'clear';
export const rosterSteps = [
  'join',
  'ask',
  'remove',
  'add',
  'leave',
  'rename',
  'tell',
  'same',
  'gone',
] as const;
export type RosterStep = (typeof rosterSteps)[number];

/** One line of a check: a nickname of the chat's list, or a member whom the list does not name; and what was done about it. */
export const rosterEntries = pgTable(
  'roster_entries',
  {
    id: uuid('id').primaryKey(),
    checkId: uuid('check_id')
      .notNull()
      .references(() => rosterChecks.id, { onDelete: 'cascade' }),
    /** Its place in the list; members who are missing follow it. */
    place: integer('place').notNull(),
    kind: text('kind').$type<RosterKind>().notNull(),
    /** As the chat shows it; absent for members whom it does not show. */
    nickname: text('nickname'),
    /** Who or what it is about, the same from check to check: `p:` and a person, or `n:` and the bare nickname. */
    subject: text('subject').notNull(),
    /** The nickname without what does not count in it. */
    bare: text('bare'),
    membershipId: uuid('membership_id').references(() => memberships.id),
    /** The member; of a stranger, whom his nickname names among all people on file. */
    personId: uuid('person_id').references(() => people.id),
    /** The nickname as it should be. */
    expected: text('expected'),
    candidates: jsonb('candidates').$type<{ membershipId: string; why: string }[]>().notNull().default([]),
    /** Against the check before; absent in a group's first. */
    news: text('news').$type<'new' | 'again'>(),
    ...workflowColumns<RosterStatus>(),
    step: text('step').$type<RosterStep>(),
    /** Why it is left as it is, or what the step was given as its reason. */
    note: text('note'),
    requestId: uuid('request_id').references(() => membershipRequests.id),
    orderId: uuid('order_id').references(() => workOrders.id),
  },
  (t) => [
    check(
      'roster_entries_kind',
      sql`${t.kind} in ('stranger', 'missing', 'misnamed', 'likely', 'double', 'conforms')`,
    ),
    check('roster_entries_status', sql`${t.status} in ('open', 'done', 'ignored', 'clear')`),
    check(
      'roster_entries_step',
      sql`${t.step} in ('join', 'ask', 'remove', 'add', 'leave', 'rename', 'tell', 'same', 'gone')`,
    ),
    check('roster_entries_clear', sql`(${t.kind} = 'conforms') = (${t.status} = 'clear')`),
    check('roster_entries_done', sql`(${t.status} = 'done') = (${t.step} is not null)`),
    check('roster_entries_ignored', sql`${t.status} <> 'ignored' or length(${t.note}) > 0`),
    check('roster_entries_listed', sql`(${t.kind} = 'missing') = (${t.nickname} is null)`),
    check(
      'roster_entries_member',
      sql`${t.kind} in ('stranger', 'likely') or ${t.membershipId} is not null and ${t.personId} is not null`,
    ),
    uniqueIndex('roster_entries_place').on(t.checkId, t.place),
    index('roster_entries_kind').on(t.checkId, t.kind, t.status, t.place),
    // With every page of whoever keeps rosters it is asked whether any line is open; most checks have none, and thousands of lines.
    index('roster_entries_open').on(t.checkId).where(sql`${t.status} = 'open'`),
    index('roster_entries_subject').on(t.checkId, t.subject),
    index('roster_entries_person').on(t.personId),
    index('roster_entries_membership').on(t.membershipId),
    index('roster_entries_request').on(t.requestId).where(sql`${t.requestId} is not null`),
    index('roster_entries_order').on(t.orderId).where(sql`${t.orderId} is not null`),
  ],
);

export type BaselineStatus = 'draft' | 'confirmed' | 'done' | 'discarded';

/** 存量登记: the list of a chat group that was there before the register; its members once two people have confirmed it. */
export const baselines = pgTable(
  'baselines',
  {
    id: uuid('id').primaryKey(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    source: text('source').$type<ListSource>().notNull(),
    fileName: text('file_name'),
    startedBy: uuid('started_by')
      .notNull()
      .references(() => people.id),
    startedByName: text('started_by_name').notNull(),
    startedAt: moment('started_at').notNull(),
    ...workflowColumns<BaselineStatus>(),
    /** The group's administrator, then the Office; never the same person. */
    adminBy: uuid('admin_by').references(() => people.id),
    adminByName: text('admin_by_name'),
    adminAt: moment('admin_at'),
    officeBy: uuid('office_by').references(() => people.id),
    officeByName: text('office_by_name'),
    officeAt: moment('office_at'),
    reason: text('reason'),
  },
  (t) => [
    check('baselines_source', sql`${t.source} in ('paste', 'sheet')`),
    check('baselines_status', sql`${t.status} in ('draft', 'confirmed', 'done', 'discarded')`),
    check('baselines_admin', sql`num_nulls(${t.adminBy}, ${t.adminByName}, ${t.adminAt}) in (0, 3)`),
    check('baselines_office', sql`num_nulls(${t.officeBy}, ${t.officeByName}, ${t.officeAt}) in (0, 3)`),
    check(
      'baselines_confirmed',
      sql`case ${t.status} when 'draft' then ${t.adminBy} is null when 'discarded' then true else ${t.adminBy} is not null end`,
    ),
    check('baselines_finished', sql`(${t.status} = 'done') = (${t.officeBy} is not null)`),
    check('baselines_separate', sql`${t.adminBy} <> ${t.officeBy}`),
    uniqueIndex('baselines_one').on(t.groupId).where(sql`${t.status} <> 'discarded'`),
    index('baselines_status').on(t.status, t.statusAt),
    index('baselines_group').on(t.groupId, t.startedAt),
  ],
);

export type BaselineResult = 'known' | 'new' | 'member' | 'unclear' | 'left_out';

/** One line of a baseline: whom it names, and what confirming it would do. */
export const baselineRows = pgTable(
  'baseline_rows',
  {
    id: uuid('id').primaryKey(),
    baselineId: uuid('baseline_id')
      .notNull()
      .references(() => baselines.id, { onDelete: 'cascade' }),
    place: integer('place').notNull(),
    name: text('name').notNull(),
    nickname: text('nickname').notNull(),
    duty: text('duty').notNull(),
    /** As the list says it. */
    unitText: text('unit_text').notNull(),
    /** The unit the membership will represent: by the list, or as it was chosen. */
    unitId: uuid('unit_id').references(() => units.id),
    phoneMasked: text('phone_masked'),
    /** The whole number, until the baseline is done. */
    phoneCipher: text('phone_cipher'),
    result: text('result').$type<BaselineResult>().notNull(),
    /** What is to be cleared up. */
    problem: text('problem'),
    personId: uuid('person_id').references(() => people.id),
  },
  (t) => [
    check('baseline_rows_result', sql`${t.result} in ('known', 'new', 'member', 'unclear', 'left_out')`),
    check('baseline_rows_unclear', sql`(${t.result} = 'unclear') = (${t.problem} is not null)`),
    check(
      'baseline_rows_person',
      sql`case ${t.result} when 'known' then ${t.personId} is not null and ${t.unitId} is not null when 'member' then ${t.personId} is not null else true end`,
    ),
    uniqueIndex('baseline_rows_place').on(t.baselineId, t.place),
    index('baseline_rows_result').on(t.baselineId, t.result, t.place),
    index('baseline_rows_person').on(t.personId),
  ],
);
