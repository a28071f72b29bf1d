import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { discard, Gone, keep, openKept, receive } from '@/lib/files/storage';
import type { Archive } from './archive';
import { BackupFault } from './fault';
import { type FileEntry, filePart } from './manifest';
import type { OpenBackup } from './source';

export interface KeptAttachments {
  files: FileEntry[];
  /** Keys of those that are not there or not what they were. */
  missing: string[];
}

/** Streams the attachments into the archive, each after its checksum has been found right. */
export async function writeAttachments(
  archive: Archive,
  entries: readonly FileEntry[],
  signal: AbortSignal,
): Promise<KeptAttachments> {
  const kept: KeptAttachments = { files: [], missing: [] };
  for (const entry of entries) {
    signal.throwIfAborted();
    const content = await openSound(entry);
    if (!content) {
      if (await isStillWanted(entry.key)) kept.missing.push(entry.key);
      continue;
    }
    // Photos, PDF and Office files are compressed already.
    const added = await archive.add(filePart(entry.key), content, { compress: false });
    if (added.sha256 !== entry.sha256)
      throw new BackupFault(`附件 ${entry.key} 在备份时发生变化，请检查存储后重新备份。`);
    kept.files.push(entry);
  }
  return kept;
}

/**
 * The file, to be read, when it is there and is what was uploaded: read twice, since an archive cannot take back what was put into it,
 * and a bucket keeps nothing open in between.
 */
async function openSound({ key, sha256 }: FileEntry): Promise<Readable | null> {
  try {
    const hash = createHash('sha256');
    await pipeline(await openKept(key), hash);
    return hash.digest('hex') === sha256 ? await openKept(key) : null;
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}

/** An upload that no form has claimed may have been cleared away, row and bytes, since the snapshot was taken. */
async function isStillWanted(key: string): Promise<boolean> {
  return (await db().$count(files, eq(files.storageKey, key))) > 0;
}

/**
 * Puts the backup's attachments into the storage under their keys. Keys are never used twice, so whatever lies there under
 * one is the same file, or what an earlier attempt has left.
 * @returns takes back what was put there
 */
export async function putAttachments(backup: OpenBackup, signal: AbortSignal): Promise<() => Promise<void>> {
  const put: string[] = [];
  const takeBack = async () => {
    for (const key of put) await discard({ key });
  };
  try {
    for (const { key, size, sha256 } of backup.manifest.files) {
      signal.throwIfAborted();
      const content = await backup.open(filePart(key));
      const incoming = await receive(Readable.toWeb(content), size);
      if (incoming.sha256 !== sha256) {
        await discard(incoming);
        throw new BackupFault(`备份文件中的 ${filePart(key)} 已损坏或被改动，不能恢复。`);
      }
      put.push(await keep(incoming, key));
    }
  } catch (error) {
    await takeBack();
    throw error;
  }
  return takeBack;
}
