import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { units } from './units';

export const platforms = ['wecom', 'dingtalk', 'feishu', 'wechat', 'portal'] as const;
export type Platform = (typeof platforms)[number];

/** A work chat group. Who administers it is a role (see identity); who is in it is a membership. */
export const groups = pgTable(
  'groups',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    pinyin: text('pinyin').notNull(),
    initials: text('initials').notNull(),
    platform: text('platform').$type<Platform>().notNull(),
    ownerUnitId: uuid('owner_unit_id')
      .notNull()
      .references(() => units.id),
    purpose: text('purpose').notNull().default(''),
    createdAt: moment('created_at').notNull(),
    archivedAt: moment('archived_at'),
    archivedReason: text('archived_reason'),
  },
  (t) => [
    check('groups_platform', sql`${t.platform} in ('wecom', 'dingtalk', 'feishu', 'wechat', 'portal')`),
    check('groups_archived', sql`(${t.archivedAt} is null) = (${t.archivedReason} is null)`),
    uniqueIndex('groups_name').on(t.name).where(sql`${t.archivedAt} is null`),
    index('groups_owner').on(t.ownerUnitId),
  ],
);
