import type { Client } from 'pg';
import { migrateJobs } from '@/db/job-queues';
import { migrate } from '@/db/migrate';
import { systemActor } from '@/lib/access/actor';
import { environment } from '@/lib/core/env';
import { settleTrail } from '@/lib/proof/after-restore';
import { recordVerification } from '@/lib/proof/commands';
import type { Verification } from '@/lib/proof/verify';
import { putAttachments } from './attachments';
import { finishRestore } from './commands';
import { withConnection } from './connection';
import { BackupFault, explain } from './fault';
import { type Loaded, loadTables } from './load';
import { assertEmpty, buildSchema, chooseMigrations, lockMigrations, readHead } from './schema';
import type { OpenBackup } from './source';

export interface RestoreOrder {
  backup: OpenBackup;
  /** The backup's name, for the audit trail. */
  name: string;
  signal: AbortSignal;
}

export interface Restored extends Loaded {
  /** What the audit trail was found to be as it came out of the backup. */
  trail: Verification;
}

/**
 * Puts a backup, whose content has been checked, into the configured database, which must be empty, and its attachments
 * into the data folder. All rows come in one transaction, and are compared with the backup before it commits; whatever
 * fails before leaves the database as it was.
 * @throws BackupFault
 */
export async function restoreBackup({ backup, name, signal }: RestoreOrder): Promise<Restored> {
  const url = environment().DATABASE_URL;
  let loaded: Loaded;
  try {
    loaded = await withConnection(url, signal, (client) => load(client, url, backup, signal));
  } catch (error) {
    signal.throwIfAborted();
    throw explain(error, '恢复');
  }
  try {
    await migrate(url);
    return { ...loaded, trail: await finish(backup, name) };
  } catch (error) {
    const reason = explain(error, '收尾').message;
    throw new BackupFault(`数据已全部恢复，但${reason} 处理后用 npm start 启动，会自动继续升级。`, {
      cause: error,
    });
  }
}

/** A trail that does not hold does not stop a restoration, the rest is needed all the more; everybody concerned is told. */
async function finish({ manifest }: OpenBackup, file: string): Promise<Verification> {
  const actor = systemActor('cli');
  const trail = await settleTrail(manifest.auditHead ?? null);
  for (const done of [await recordVerification(actor, trail), await finishRestore(actor, { file, manifest })])
    if (!done.ok) throw new BackupFault(done.refusal.message);
  return trail;
}

async function load(client: Client, url: string, backup: OpenBackup, signal: AbortSignal): Promise<Loaded> {
  const migrations = chooseMigrations(backup.manifest);
  await assertEmpty(client);
  // The queues' own schema is made by its own library and outside of our transaction; without jobs it counts as empty.
  await migrateJobs(url);
  let takeBack: () => Promise<void> = async () => undefined;
  try {
    await client.query('begin');
    await lockMigrations(client);
    await assertEmpty(client);
    await buildSchema(client, migrations);
    const loaded = await loadTables(client, backup, signal);
    await compareHead(client, backup);
    takeBack = await putAttachments(backup, signal);
    signal.throwIfAborted();
    // From here on the rows may be there, even if nobody tells us any more.
    takeBack = async () => undefined;
    await client.query('commit');
    await client.query('analyze');
    return loaded;
  } catch (error) {
    await takeBack();
    throw error;
  }
}

/** The chain that was loaded ends where the manifest says. */
async function compareHead(client: Client, { manifest: { auditHead } }: OpenBackup): Promise<void> {
  const found = auditHead ? await readHead(client) : null;
  if (auditHead && (found?.number !== auditHead.number || found.hash !== auditHead.hash))
    throw new BackupFault('备份中审计日志的封存印记与清单不符，已全部撤回。');
}
