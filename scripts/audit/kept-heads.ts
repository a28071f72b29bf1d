import { basename } from 'node:path';
import { StartFault } from '@/db/embedded/fault';
import { openBackup } from '@/lib/backup/source';
import { readHeads } from '@/lib/proof/heads';
import type { KeptHeads } from '@/lib/proof/verify';

/**
 * Files with heads that were kept elsewhere: lists of them, or backups, whose manifest has one.
 * @throws StartFault for a file without any
 */
export async function keptHeads(files: readonly string[]): Promise<KeptHeads[]> {
  const kept: KeptHeads[] = [];
  for (const file of files) {
    const place = ` ${basename(file)} `;
    const heads = file.endsWith('.zip') ? await headsOfBackup(file) : await listIn(file);
    if (!heads) throw new StartFault(`文件 ${file} 不存在，或其中没有封存印记。`);
    kept.push({ place, heads });
  }
  return kept;
}

/** The head a backup was made with; older ones have none. */
async function headsOfBackup(file: string): Promise<KeptHeads['heads'] | null> {
  const { manifest, close } = await openBackup(file);
  close();
  const { auditHead } = manifest;
  return auditHead ? () => [[auditHead]] : null;
}

/** A list that may be long is read when it is needed; here only whether there is anything in it. */
async function listIn(file: string): Promise<KeptHeads['heads'] | null> {
  for await (const _ of readHeads(file, 1)) return () => readHeads(file);
  return null;
}
