import { integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A moment, always with time zone; the application's clock fills it, never the server's default. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/**
 * What every workflow row carries: its status, the version that guards it against a second decider, and who moved it last.
 * `lib/workflow/transition.ts` is the only writer of these columns after the insert.
 */
export const workflowColumns = <Status extends string>() => ({
  status: text('status').$type<Status>().notNull(),
  version: integer('version').notNull().default(1),
  statusAt: moment('status_at').notNull(),
  statusBy: uuid('status_by'),
  statusByName: text('status_by_name').notNull(),
});
