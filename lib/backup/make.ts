import { systemActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { keyedSum, secretIds } from '@/lib/core/crypto';
import { environment } from '@/lib/core/env';
import product from '@/package.json' with { type: 'json' };
import { type Archive, makeArchive } from './archive';
import { writeAttachments } from './attachments';
import { recordBackup } from './commands';
import { withConnection } from './connection';
import { BackupFault, explain } from './fault';
import { formatVersion, type Manifest, manifestPart, sealPart } from './manifest';
import { writeWhole } from './output';
import { writeSnapshot } from './snapshot';

export interface BackupOrder {
  /** Absolute; must not exist. */
  file: string;
  /** Who asked for it, in the audit trail. */
  by: 'cli' | 'schedule';
  /** Makes the backup although attachments are missing, and names them. */
  allowMissing: boolean;
  signal: AbortSignal;
}

/**
 * Writes the database as it is at this moment, and the attachments it knows of, into one file. The product may be
 * running. The file is there whole or not at all, and that it was made stands in the audit trail.
 * @throws BackupFault
 */
export async function makeBackup(order: BackupOrder): Promise<Manifest> {
  try {
    return await write(order);
  } catch (error) {
    throw explain(error, '备份');
  }
}

async function write({ file, by, allowMissing, signal }: BackupOrder): Promise<Manifest> {
  let manifest: Manifest | undefined;
  await writeWhole(file, async (target) => {
    const archive = makeArchive(target, signal);
    manifest = await fill(archive, signal, allowMissing);
    await archive.finish();
    const recorded = await recordBackup(systemActor(by), { file, manifest });
    if (!recorded.ok) throw new BackupFault(recorded.refusal.message);
  });
  if (!manifest) throw new Error('no manifest was made');
  return manifest;
}

async function fill(archive: Archive, signal: AbortSignal, allowMissing: boolean): Promise<Manifest> {
  const takenAt = now().toISOString();
  const { attachments, ...snapshot } = await withConnection(environment().DATABASE_URL, signal, (client) =>
    writeSnapshot(client, archive),
  );
  const { files, missing } = await writeAttachments(archive, attachments, signal);
  if (missing.length > 0 && !allowMissing) throw new BackupFault(missingLine(missing));
  const manifest: Manifest = {
    product: 'qunxu',
    format: formatVersion,
    version: product.version,
    takenAt,
    secretCheck: keyedSum('backup-secret', 'qunxu'),
    secrets: secretIds(),
    ...snapshot,
    files,
    missing,
  };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await archive.addText(manifestPart, text);
  await archive.addText(sealPart, keyedSum('backup-seal', text));
  return manifest;
}

const mostNamed = 5;

function missingLine(keys: readonly string[]): string {
  const named = keys.slice(0, mostNamed).join('、');
  const more = keys.length > mostNamed ? ' 等' : '';
  return `备份没有完成。${keys.length} 个附件不存在或已损坏：${named}${more}。找回后重试，或加 --allow-missing 略过它们。`;
}
