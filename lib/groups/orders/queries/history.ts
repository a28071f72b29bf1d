import { and, desc, eq, inArray, or } from 'drizzle-orm';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { type Role, roles } from '@/lib/access/roles';
import { actionNames } from '@/lib/audit/names/acts';

/** One thing that happened, as a timeline tells it. */
export interface HistoryEvent {
  id: number;
  at: Date;
  action: string;
  actorId: string | null;
  title: string;
  /** `周敏`, `陈静（代李娟）`, `系统`. */
  by: string;
  /** In which role; null for the system. */
  role: string | null;
  clause: string | null;
  /** What was written: reason, opinion. */
  reason: string | null;
}

const mostEvents = 200;

/** Who did it, and in which role, in words. */
export const actingAs = (event: { name: string; role: string | null; onBehalfOf: string | null }) => ({
  by: event.onBehalfOf ? `${event.name}（代${event.onBehalfOf}）` : event.name,
  role: event.role && Object.hasOwn(roles, event.role) ? roles[event.role as Role] : null,
});

/**
 * What happened to a thing and to what came of it, oldest first, from the audit trail. The caller has made sure that the reader may
 * see the things; refused attempts are for the auditor only.
 */
export async function historyOf(
  things: readonly { type: string; ids: readonly string[] }[],
): Promise<HistoryEvent[]> {
  const rows = await db()
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      action: auditEvents.action,
      label: auditEvents.entityLabel,
      entityType: auditEvents.entityType,
      actorId: auditEvents.actorId,
      name: auditEvents.actorName,
      role: auditEvents.actingRole,
      onBehalfOf: auditEvents.onBehalfOfName,
      clause: auditEvents.clause,
      reason: auditEvents.reason,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.outcome, 'done'),
        or(
          ...things
            .filter(({ ids }) => ids.length)
            .map(({ type, ids }) =>
              and(eq(auditEvents.entityType, type), inArray(auditEvents.entityId, [...ids])),
            ),
        ),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(mostEvents);
  return rows
    .toReversed()
    .map(({ id, at, action, actorId, label, entityType, name, role, onBehalfOf, clause, reason }) => ({
      id,
      at,
      action,
      actorId,
      title: `${actionNames[action] ?? action}${entityType === 'order' ? ` ${label}` : ''}`,
      ...actingAs({ name, role, onBehalfOf }),
      clause,
      reason,
    }));
}
