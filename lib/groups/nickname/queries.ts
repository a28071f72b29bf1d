import {
  and,
  asc,
  desc,
  eq,
  ilike,
  inArray,
  isNotNull,
  isNull,
  like,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, people } from '@/db/schema/identity';
import { memberships, type NicknameState } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { type Choice, type ListState, likePattern, type Page } from '@/lib/core/paging';
import { settingsNow } from '@/lib/settings/queries';
import { mayConfirmNickname } from '../policy';
import type { NicknameRow } from './list';
import { mayRemindNickname } from './policy';

/** The groups in whose chat a nickname is set by hand. The portal's own show what is registered: there is nothing to set nor to count. */
export const nicknamesAreSet: SQL = ne(groups.platform, 'portal');

/** How far somebody's nickname is, to be read beside his group; null where nobody has to set it. */
export const nicknameState = sql<NicknameState | null>`case when ${nicknamesAreSet} then ${memberships.nicknameState} end`;

/** Nicknames the actor looks after: of his units, of the groups he administers; the Office and supervisors all. */
export function visibleNicknames(actor: Actor): SQL {
  const scope = scopeOf(actor, 'nickname.view');
  if (scope.all) return sql`true`;
  return or(inArray(memberships.groupId, scope.groupIds), inArray(memberships.unitId, scope.unitIds)) as SQL;
}

/** Since when a nickname is to be set. */
export const askedAt = sql<Date>`coalesce(${memberships.nicknameAskedAt}, ${memberships.since})`.mapWith(
  memberships.since,
);

const hasAccount = sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${memberships.personId})`;

function searched(q: string): SQL | undefined {
  if (!q) return undefined;
  const typed = likePattern(q.replace(/\s/g, '').toLowerCase(), 'start');
  return or(
    ilike(people.name, likePattern(q)),
    ilike(memberships.nickname, likePattern(q)),
    ilike(memberships.nicknameSeen, likePattern(q)),
    like(people.pinyin, typed),
    like(people.initials, typed),
  );
}

function filtered(actor: Actor, { q, filters }: ListState): SQL | undefined {
  const wrong = (filters.wrong ?? []).map((value) =>
    value === 'seen' ? isNotNull(memberships.nicknameSeen) : sql`not ${hasAccount}`,
  );
  return and(
    isNull(memberships.until),
    isNull(groups.archivedAt),
    nicknamesAreSet,
    visibleNicknames(actor),
    filters.state && inArray(memberships.nicknameState, filters.state as NicknameState[]),
    filters.group && inArray(memberships.groupId, filters.group),
    filters.unit && inArray(memberships.unitId, filters.unit),
    or(...wrong),
    searched(q),
  );
}

/** Nicknames of members, those waiting longest first. Two statements, settings and calendar. */
export async function listNicknames(actor: Actor, state: ListState): Promise<Page<NicknameRow>> {
  const where = filtered(actor, state);
  const order = state.sort === 'name' ? [people.pinyin, memberships.id] : [askedAt, memberships.id];
  const [count, rows, calendar, settings] = await Promise.all([
    countUpTo(
      db(),
      sql`select 1 from ${memberships} join ${groups} on ${groups.id} = ${memberships.groupId}
        join ${people} on ${people.id} = ${memberships.personId} where ${where}`,
    ),
    db()
      .select({
        id: memberships.id,
        personId: people.id,
        personName: people.name,
        unitId: units.id,
        unitName: units.name,
        groupId: groups.id,
        groupName: groups.name,
        nickname: memberships.nickname,
        seen: memberships.nicknameSeen,
        state: memberships.nicknameState,
        askedAt,
        confirmedAt: memberships.nicknameConfirmedAt,
        hasAccount,
      })
      .from(memberships)
      .innerJoin(groups, eq(groups.id, memberships.groupId))
      .innerJoin(people, eq(people.id, memberships.personId))
      .innerJoin(units, eq(units.id, memberships.unitId))
      .where(where)
      .orderBy(...order.map(state.dir === 'desc' ? desc : asc))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
    workCalendar(),
    settingsNow(),
  ]);
  const at = now();
  return {
    rows: rows.map(({ personId, unitId, ...row }) => {
      const waiting = row.state === 'to_set';
      return {
        ...row,
        overdue: waiting && addWorkingDays(calendar, row.askedAt, settings['nickname.reminder_days']) < at,
        may: {
          confirm: waiting && mayConfirmNickname(actor, { personId, groupId: row.groupId }).allowed,
          remind:
            waiting && row.hasAccount && mayRemindNickname(actor, { unitId, groupId: row.groupId }).allowed,
        },
      };
    }),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

/** Units of the nicknames the actor looks after, to narrow the list by. */
export async function nicknameUnits(actor: Actor): Promise<Choice[]> {
  return db()
    .select({ value: units.id, label: units.name })
    .from(units)
    .where(
      sql`exists (select 1 from ${memberships} join ${groups} on ${groups.id} = ${memberships.groupId}
        where ${memberships.unitId} = ${units.id} and ${memberships.until} is null
          and ${groups.archivedAt} is null and ${nicknamesAreSet} and ${visibleNicknames(actor)})`,
    )
    .orderBy(units.sort, units.name)
    .limit(200);
}

/** How many members' nicknames are as they should be, of those the actor looks after. */
export interface NicknameFigures {
  members: number;
  confirmed: number;
  waiting: number;
  /** The chat was seen to show another one. */
  seen: number;
}

/** One statement. */
export async function nicknameFigures(actor: Actor): Promise<NicknameFigures> {
  const [row] = await db()
    .select({
      members: sql<number>`count(*)::int`,
      confirmed: sql<number>`(count(*) filter (where ${memberships.nicknameState} = 'confirmed'))::int`,
      waiting: sql<number>`(count(*) filter (where ${memberships.nicknameState} = 'to_set'))::int`,
      seen: sql<number>`(count(*) filter (where ${memberships.nicknameSeen} is not null))::int`,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(isNull(memberships.until), isNull(groups.archivedAt), nicknamesAreSet, visibleNicknames(actor)),
    );
  return row ?? { members: 0, confirmed: 0, waiting: 0, seen: 0 };
}
