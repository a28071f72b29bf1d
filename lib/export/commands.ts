import { and, eq, gte, sql } from 'drizzle-orm';
import { auditEvents } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { grantFor, mayAtAll } from '@/lib/access/may';
import { type PermissionName, permission as permissionNamed } from '@/lib/access/permissions';
import { record } from '@/lib/audit/record';
import { withoutNumbers } from '@/lib/audit/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';

interface Wanted {
  name: string;
  title: string;
  permission: PermissionName;
}

interface Made extends Wanted {
  /** Of what it is, and what was filtered and searched for, in words. */
  conditions: readonly string[];
  rows: number;
}

const spanMs = 10 * 60_000;
const mostInSpan = 30;

const spec = {
  name: 'export.download',
  clause: '1.3.3',
  entity: ({ name, title }: Wanted) => ({ type: 'list', id: name, label: title }),
};

/** Whether the actor may export this list now: 30 exports in ten minutes, somewhat more than there are lists, are enough for anybody's work. */
export const admitExport = command<Wanted, null>(spec, async (tx, actor: Actor, { permission }) => {
  if (!mayAtAll(actor, permission))
    refuse('forbidden', `您没有「${permissionNamed(permission).label}」的权限，不能导出`);
  const [made] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.actorId, actor.personId ?? ''),
        gte(auditEvents.at, new Date(now().getTime() - spanMs)),
        eq(auditEvents.action, spec.name),
        eq(auditEvents.outcome, 'done'),
      ),
    );
  if ((made?.n ?? 0) >= mostInSpan) refuse('limited', '导出过于频繁，请十分钟后再试');
  return null;
});

/** Records what was exported before it leaves the house; without the record it does not leave. */
export const recordExport = command<Made, null>(spec, async (tx, actor, wanted) => {
  const { permission, conditions, rows } = wanted;
  await record(tx, actor, {
    action: spec.name,
    entity: spec.entity(wanted),
    grant: grantFor(actor, permission),
    clause: spec.clause,
    after: { rows, ...(conditions.length ? { conditions: conditions.map(withoutNumbers) } : {}) },
  });
  return null;
});
