import { db, type Tx } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { auditEvents } from '@/db/schema/house';
import type { Actor, Grant } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { requestRef } from '@/lib/core/context';
import type { RefusalCode } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { countRefusal } from './strangers';

export interface AuditEntry {
  /** `domain.verb`, e.g. `membership.approve`. */
  action: string;
  entity?: { type: string; id: string; label: string };
  /** The grant that allowed it; names the acting role and 代. */
  grant?: Grant;
  clause?: string;
  reason?: string | null;
  /** Only what changed; never secrets, never whole phone numbers. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Set when the act was refused. */
  refused?: RefusalCode;
}

function row(actor: Actor, entry: AuditEntry): typeof auditEvents.$inferInsert {
  return {
    at: now(),
    actorId: actor.personId,
    actorName: actor.name,
    actorUnit: actor.unitName,
    actingRole: entry.grant?.role ?? null,
    onBehalfOfId: entry.grant?.onBehalfOf?.id ?? null,
    onBehalfOfName: entry.grant?.onBehalfOf?.name ?? null,
    action: entry.action,
    outcome: entry.refused ? 'refused' : 'done',
    code: entry.refused ?? null,
    entityType: entry.entity?.type ?? null,
    entityId: entry.entity?.id ?? null,
    entityLabel: entry.entity?.label ?? null,
    clause: entry.clause ?? null,
    reason: entry.reason ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    address: actor.address,
    requestRef: actor.requestRef ?? requestRef() ?? null,
  };
}

/** Writes what was done into the audit trail, in the caller's transaction: either both are kept or neither. */
export async function record(tx: Tx, actor: Actor, ...entries: AuditEntry[]): Promise<void> {
  await insertRows(
    tx,
    auditEvents,
    entries.map((entry) => row(actor, entry)),
  );
}

/**
 * Writes that an attempt was refused, in a transaction of its own, since the attempt's was rolled back. Of a stranger's, only
 * so many an hour are written (strangers.ts); the rest is counted, and the log has a line of each.
 */
export async function recordRefusal(
  actor: Actor,
  entry: AuditEntry & { refused: RefusalCode },
): Promise<void> {
  const place = await db().transaction(async (tx) => {
    const found = await countRefusal(tx, actor, entry.refused);
    if (found === 'open') await record(tx, actor, entry);
    if (found === 'last')
      await record(tx, actor, {
        ...entry,
        reason: `${entry.reason ?? ''}（此后一小时内的同类尝试不再逐条记录）`,
      });
    return found;
  });
  if (place === 'over')
    log.warn(
      { action: entry.action, refused: entry.refused, address: actor.address },
      'refusal not recorded',
    );
}
