import type { Client } from 'pg';
import { migrateJobs } from '@/db/job-queues';
import { migrate } from '@/db/migrate';
import { systemActor } from '@/lib/access/actor';
import { environment } from '@/lib/core/env';
import { putAttachments } from './attachments';
import { finishRestore } from './commands';
import { withConnection } from './connection';
import { BackupFault, explain } from './fault';
import { type Loaded, loadTables } from './load';
import { assertEmpty, buildSchema, chooseMigrations, lockMigrations } from './schema';
import type { OpenBackup } from './source';

export interface RestoreOrder {
  backup: OpenBackup;
  /** The backup's name, for the audit trail. */
  name: string;
  signal: AbortSignal;
}

/**
 * Puts a backup, whose content has been checked, into the configured database, which must be empty, and its attachments
 * into the data folder. All rows come in one transaction, and are compared with the backup before it commits; whatever
 * fails before leaves the database as it was.
 * @throws BackupFault
 */
export async function restoreBackup({ backup, name, signal }: RestoreOrder): Promise<Loaded> {
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
    const finished = await finishRestore(systemActor('cli'), { file: name, manifest: backup.manifest });
    if (!finished.ok) throw new BackupFault(finished.refusal.message);
  } catch (error) {
    const reason = explain(error, '收尾').message;
    throw new BackupFault(`数据已全部恢复，但${reason} 处理后用 npm start 启动，会自动继续升级。`, {
      cause: error,
    });
  }
  return loaded;
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
