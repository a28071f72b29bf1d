import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { people, roleAssignments } from '@/db/schema/identity';
import { auditBlocks, auditRemovals } from '@/db/schema/proof';
import { granted, verdict } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { inForce } from '@/lib/identity/roles/queries/period';
import { notify } from '@/lib/inbox/notify';
import { enqueue } from '@/lib/jobs/enqueue';
import { command } from '@/lib/workflow/command';
import type { Head } from './block-form';
import { type Finding, findingText } from './findings';
import type { askVerificationInput, proofInput } from './input';
import { stampRemoval } from './removal';
import type { Verification } from './verify';

const trail = { type: 'audit', id: 'trail', label: '审计日志' };

/** Records what a verification found, and tells auditors and system administrators when it is not all well. */
export const recordVerification = command<Verification, null>(
  { name: 'audit.verify' },
  async (tx, actor, verification) => {
    if (actor.personId) refuse('forbidden', '此项由系统执行');
    const { finding, doubt, head, records, pending, removedThrough, unchecked } = verification;
    const remarkable = finding ?? doubt;
    await record(tx, actor, {
      action: 'audit.verify',
      entity: trail,
      ...(remarkable ? { reason: findingText(remarkable) } : {}),
      after: {
        verdict: verdictOf(verification),
        blocks: head?.number ?? 0,
        head: head?.hash ?? null,
        records,
        pending,
        ...(removedThrough ? { removedThrough } : {}),
        ...(unchecked ? { unchecked } : {}),
      },
    });
    if (finding) await warn(tx, '审计日志核对未通过', finding, officeDay(now()));
    else if (doubt) await warn(tx, '审计日志中有需要核实的记录', doubt, `${doubt.kind}:${doubt.record}`);
    return null;
  },
);

/** In one word, as the trail keeps it. */
function verdictOf({ finding, doubt }: Verification): 'sound' | 'doubtful' | 'broken' {
  if (finding) return 'broken';
  return doubt ? 'doubtful' : 'sound';
}

const places = { auditor: '/admin/audit/proof', system_admin: '/admin/jobs' } as const;

async function warn(tx: Tx, title: string, finding: Finding, once: string): Promise<void> {
  const told = await tx
    .selectDistinct({ personId: people.id, role: roleAssignments.role })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(and(inArray(roleAssignments.role, ['auditor', 'system_admin']), inForce(roleAssignments, now())))
    .limit(200);
  await notify(
    tx,
    told.map(({ personId, role }) => ({
      personId,
      kind: 'system' as const,
      title,
      detail: findingText(finding),
      href: role === 'auditor' ? places.auditor : places.system_admin,
      dedupeKey: `audit:${once}`,
    })),
  );
}

/** Has the trail verified now, besides the nightly time. */
export const askVerification = command<z.output<typeof askVerificationInput>, null>(
  { name: 'audit.ask', clause: '1.3.3', entity: () => trail },
  async (tx, actor) => {
    const grant = granted(verdict(actor, 'audit.view'));
    if (!(await enqueue(tx, 'audit.verify', {}))) refuse('conflict', '核对已在等待执行，请稍候');
    await record(tx, actor, { action: 'audit.ask', entity: trail, grant, clause: '1.3.3' });
    return null;
  },
);

type Wanted = z.output<typeof proofInput>;

const spanMs = 10 * 60_000;
const mostInSpan = 5;

/** Records that a period leaves the house with its proof, before it does; refuses a sixth within ten minutes. */
export const admitProof = command<Wanted & { head: Head; records: number }, null>(
  { name: 'audit.export', clause: '1.3.3', entity: () => trail },
  async (tx, actor, { from, to, head, records }) => {
    const grant = granted(verdict(actor, 'audit.view'));
    const since = new Date(now().getTime() - spanMs);
    const made = await tx.$count(
      auditEvents,
      and(
        eq(auditEvents.actorId, actor.personId ?? ''),
        gte(auditEvents.at, since),
        eq(auditEvents.action, 'audit.export'),
        eq(auditEvents.outcome, 'done'),
      ),
    );
    if (made >= mostInSpan) refuse('limited', '导出过于频繁，请十分钟后再试');
    const after = { startsOn: from, lastDay: to, records, blocks: head.number, head: head.hash };
    await record(tx, actor, { action: 'audit.export', entity: trail, grant, clause: '1.3.3', after });
    return null;
  },
);

/**
 * Opens the door for the records of all blocks that are older than `keepMonths`: from now on the triggers let them go.
 * @returns the last block whose records may go; 0 when none may
 */
export const openDoor = command<{ keepMonths: number }, number>(
  { name: 'audit.expire' },
  async (tx, actor, { keepMonths }) => {
    if (actor.personId) refuse('forbidden', '此项由系统定时执行');
    const at = now();
    const earlier = await lastRemoval(tx);
    const through = await lastOldBlock(tx, at, keepMonths);
    if (!through || through.number <= earlier) return earlier;
    const removal = { through: through.number, at, keepMonths };
    await tx.insert(auditRemovals).values({ ...removal, stamp: stampRemoval(removal, through.hash) });
    await record(tx, actor, {
      action: 'audit.expire',
      entity: trail,
      after: { removedThrough: through.number, keepMonths, head: through.hash },
    });
    return through.number;
  },
);

async function lastRemoval(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ through: sql<number>`coalesce(max(${auditRemovals.through}), 0)`.mapWith(Number) })
    .from(auditRemovals);
  return row?.through ?? 0;
}

/** The last of the unbroken run of blocks that are old enough, counted as the trigger counts. */
async function lastOldBlock(tx: Tx, at: Date, keepMonths: number): Promise<Head | null> {
  const before = sql`${at.toISOString()}::timestamptz at time zone 'UTC' - make_interval(months => ${keepMonths}::int)`;
  const young = sql`greatest(${auditBlocks.latest}, ${auditBlocks.sealedAt}) at time zone 'UTC' >= ${before}`;
  const [row] = await tx
    .select({ number: auditBlocks.number, hash: auditBlocks.hash })
    .from(auditBlocks)
    .where(
      sql`${auditBlocks.number} < coalesce((select min(number) from audit_blocks where ${young}), (select max(number) from audit_blocks))`,
    )
    .orderBy(sql`${auditBlocks.number} desc`)
    .limit(1);
  return row ?? null;
}
