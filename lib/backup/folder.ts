import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '@/db/embedded/fault';
import { environment } from '@/lib/core/env';
import { partialMark } from './output';
import { backupName, backupTime, expired } from './rules';

const dayMs = 86_400_000;

const folder = (): string => path.resolve(environment().QUNXU_DATA, 'backups');

/** Where a backup begun now goes when nobody says otherwise. */
export const usualFile = (at: Date): string => path.join(folder(), backupName(at));

async function names(): Promise<string[]> {
  try {
    return await readdir(folder());
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

export interface KeptBackup {
  name: string;
  at: Date;
  /** Bytes. */
  size: number;
}

/** The newest backup in the data folder of this machine. */
export async function newestBackup(): Promise<KeptBackup | null> {
  const times = (await names()).flatMap((name) => {
    const at = backupTime(name);
    return at ? [{ name, at }] : [];
  });
  const newest = times.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (!newest) return null;
  const { size } = await stat(path.join(folder(), newest.name));
  return { ...newest, size };
}

/** Deletes backups beyond their time, and what interrupted ones have left a day ago. @returns the names of the former */
export async function clearBackups(at: Date, keepDays: number): Promise<string[]> {
  const present = await names();
  const old = expired(present, at, keepDays);
  for (const name of old) await rm(path.join(folder(), name), { force: true });
  for (const name of present.filter((one) => one.endsWith(partialMark))) {
    const file = path.join(folder(), name);
    const found = await stat(file);
    if (found.mtimeMs < at.getTime() - dayMs) await rm(file, { force: true });
  }
  return old;
}
