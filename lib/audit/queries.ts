import { and, asc, desc, eq, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db, type Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { grantFor, mayAtAll } from '@/lib/access/may';
import { type Role, roles } from '@/lib/access/roles';
import { now } from '@/lib/core/clock';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import { officeDay, officeMoment } from '@/lib/core/time';
import type { AuditRow } from './list';
import { thingsOfMatter, thingsOfPerson } from './matter';
import { actionName } from './names/acts';
import { type AuditEntry, record } from './record';
import { type FieldChange, fieldChanges, matterNumber, withoutNumbers } from './rules';

const dayMs = 86_400_000;
/** How far back a search goes that names neither a beginning nor a single thing or matter. */
export const defaultDays = 30;
/** The same view again within this time is the same look. */
const sameLookMs = 10 * 60_000;

type Stored = typeof auditEvents.$inferSelect;

function actingRole({ actingRole: role, onBehalfOfName }: Stored): string | null {
  if (!role) return null;
  const name = Object.hasOwn(roles, role) ? roles[role as Role] : role;
  return onBehalfOfName ? `${name}（代${onBehalfOfName}）` : name;
}

function shown(row: Stored): AuditRow {
  return {
    id: row.id,
    at: row.at,
    actorId: row.actorId,
    actorName: row.actorName,
    actorUnit: row.actorUnit,
    actingRole: actingRole(row),
    action: row.action,
    actionName: actionName(row.action),
    outcome: row.outcome,
    code: row.code,
    entityType: row.entityType,
    entityId: row.entityId,
    entityLabel: row.entityLabel,
    clause: row.clause,
    reason: row.reason,
    address: row.address,
    requestRef: row.requestRef,
  };
}

const endOf = ({ filters: { to = [] } }: ListState): Date | undefined =>
  to[0] ? new Date(officeMoment(to[0], 0).getTime() + dayMs) : undefined;

/** The first day of what a list holds, in so many words or not; null where it goes all the way back. */
export function firstDay(state: ListState): string | null {
  const { from: [from] = [], object } = state.filters;
  if (from || object || matterNumber(state.q)) return from ?? null;
  return officeDay(new Date((endOf(state) ?? now()).getTime() - defaultDays * dayMs));
}

function period(state: ListState): SQL | undefined {
  const [from, end] = [firstDay(state), endOf(state)];
  return and(
    from ? gte(auditEvents.at, officeMoment(from, 0)) : undefined,
    end ? lt(auditEvents.at, end) : undefined,
  );
}

const isOneOf = (things: SQL): SQL =>
  sql`(${auditEvents.entityType}, ${auditEvents.entityId}) in (${things})`;

/** A number is looked for as the whole matter; a name also as what was asked for and done about whoever has it. */
function searched(q: string): SQL | undefined {
  if (!q) return undefined;
  const number = matterNumber(q);
  if (number) return isOneOf(thingsOfMatter(number));
  const pattern = likePattern(q);
  return or(
    like(auditEvents.actorName, pattern),
    like(auditEvents.entityLabel, pattern),
    eq(auditEvents.requestRef, q.toUpperCase()),
    isOneOf(thingsOfPerson(q)),
  );
}

function chosen(actor: Actor, state: ListState): SQL | undefined {
  const { filters } = state;
  return and(
    sql`${mayAtAll(actor, 'audit.view')}`,
    period(state),
    searched(state.q),
    or(...(filters.area ?? []).map((area) => like(auditEvents.action, likePattern(`${area}.`, 'start')))),
    filters.outcome && inArray(auditEvents.outcome, filters.outcome as AuditRow['outcome'][]),
    filters.code && inArray(auditEvents.code, filters.code),
    filters.role && inArray(auditEvents.actingRole, filters.role),
    filters.type && inArray(auditEvents.entityType, filters.type),
    filters.person && inArray(auditEvents.actorId, filters.person),
    filters.object && inArray(auditEvents.entityId, filters.object),
  );
}

/** The audit trail, newest first, of the last 30 days unless the search says otherwise. For auditors only. */
export async function listAudit(actor: Actor, state: ListState): Promise<Page<AuditRow>> {
  const where = chosen(actor, state);
  const direction = state.dir === 'asc' ? asc : desc;
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${auditEvents} where ${where}`),
    db()
      .select()
      .from(auditEvents)
      .where(where)
      .orderBy(direction(auditEvents.at), direction(auditEvents.id))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return {
    rows: rows.map(shown),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

/** Leaves a trace of a look into the trail, once for the same look within ten minutes. */
async function recordLook(
  tx: Tx,
  actor: Actor,
  entry: Omit<AuditEntry, 'action' | 'grant' | 'clause'>,
): Promise<void> {
  const [earlier] = await tx
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.actorId, actor.personId ?? ''),
        gte(auditEvents.at, new Date(now().getTime() - sameLookMs)),
        eq(auditEvents.action, 'audit.view'),
        entry.entity ? eq(auditEvents.entityId, entry.entity.id) : sql`${auditEvents.entityId} is null`,
        sql`${auditEvents.after} is not distinct from ${entry.after ? JSON.stringify(entry.after) : null}::jsonb`,
      ),
    )
    .limit(1);
  if (earlier) return;
  await record(tx, actor, {
    ...entry,
    action: 'audit.view',
    grant: grantFor(actor, 'audit.view'),
    clause: '1.3.3',
  });
}

/** `listAudit` for the screen: that the auditor looked, and for what, is itself recorded; without the record no look. */
export async function browseAudit(actor: Actor, state: ListState): Promise<Page<AuditRow> | null> {
  if (!mayAtAll(actor, 'audit.view')) return null;
  const conditions = [...Object.entries(state.filters).map(([key, values]) => `${key}=${values.join(',')}`)];
  if (state.q) conditions.push(`q=${state.q}`);
  const after = { conditions: conditions.map(withoutNumbers) };
  await db().transaction((tx) => recordLook(tx, actor, conditions.length ? { after } : {}));
  return listAudit(actor, state);
}

export interface AuditDetail extends AuditRow {
  changes: FieldChange[];
}

/** One record with its before and after, for auditors; opening it is itself recorded. Null when there is none to see. */
export async function auditRecord(actor: Actor, id: number): Promise<AuditDetail | null> {
  if (!mayAtAll(actor, 'audit.view')) return null;
  return db().transaction(async (tx) => {
    const [row] = await tx.select().from(auditEvents).where(eq(auditEvents.id, id));
    if (!row) return null;
    const detail = shown(row);
    if (row.action !== 'audit.view')
      await recordLook(tx, actor, {
        entity: { type: 'audit', id: String(id), label: `第 ${id} 号：${detail.actionName}` },
      });
    return { ...detail, changes: fieldChanges(row.entityType, row.before, row.after) };
  });
}
