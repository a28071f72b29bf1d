import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people, roleAssignments, sessions } from '@/db/schema/identity';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { inForce } from '@/lib/identity/roles/queries/period';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import type { Manifest } from './manifest';

interface About {
  file: string;
  manifest: Manifest;
}

const entityOf = ({ file, manifest }: About) => ({
  type: 'backup',
  id: manifest.takenAt,
  label: file.split('/').at(-1) ?? file,
});

const figures = ({ tables, files, auditEvents, takenAt }: Manifest) => ({
  takenAt,
  rows: tables.reduce((sum, table) => sum + table.rows, 0),
  files: files.length,
  auditEvents,
});

/** Notes that everything there is was written into a file. */
export const recordBackup = command<About, null>({ name: 'backup.make' }, async (tx, actor, about) => {
  if (actor.personId) return refuse('forbidden', '只能由系统备份');
  const { missing } = about.manifest;
  await record(tx, actor, {
    action: 'backup.make',
    entity: entityOf(about),
    after: { ...figures(about.manifest), ...(missing.length ? { missing: missing.length } : {}) },
  });
  if (missing.length)
    await tellAdministrators(
      tx,
      `备份缺少 ${missing.length} 个附件`,
      '附件文件不存在或已损坏，其余内容已备份',
    );
  return null;
});

/**
 * Ends what must not live on in a restored database: everybody signs in again, because what a session was let into since
 * may have been taken away before the backup's loss.
 */
export const finishRestore = command<About, null>({ name: 'backup.restore' }, async (tx, actor, about) => {
  if (actor.personId) return refuse('forbidden', '只能在控制台恢复');
  await tx
    .update(sessions)
    .set({ endedAt: now(), endedReason: '从备份恢复' })
    .where(isNull(sessions.endedAt));
  await record(tx, actor, {
    action: 'backup.restore',
    entity: entityOf(about),
    after: figures(about.manifest),
  });
  return null;
});

/** Tells the system administrators, once a day, that the nightly backup was not made. */
export const reportFailure = command<{ reason: string }, null>(
  { name: 'backup.fail' },
  async (tx, actor, { reason }) => {
    if (actor.personId) return refuse('forbidden', '只能由系统备份');
    await record(tx, actor, { action: 'backup.fail', reason });
    await tellAdministrators(tx, '今天的自动备份没有完成', reason);
    return null;
  },
);

async function tellAdministrators(tx: Tx, title: string, detail: string): Promise<void> {
  const at = now();
  const administrators = await tx
    .selectDistinct({ personId: people.id })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(and(eq(roleAssignments.role, 'system_admin'), inForce(roleAssignments, at)))
    .limit(100);
  await notify(
    tx,
    administrators.map(({ personId }) => ({
      personId,
      kind: 'system' as const,
      title,
      detail,
      href: '/admin/jobs',
      dedupeKey: `backup:${title}:${officeDay(at)}`,
    })),
  );
}
