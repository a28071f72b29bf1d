import { officeDay, officeMoment } from '@/lib/core/time';
import type { Manifest } from './manifest';

const dayMs = 86_400_000;
const namePattern = /^qunxu-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.zip$/;

/** However old they are, so many of the newest backups stay: an office that was closed for a month has them still. */
const alwaysKept = 3;

/** `qunxu-20261122-031500.zip`, by the office's clock. */
export function backupName(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `qunxu-${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 19).replaceAll(':', '')}.zip`;
}

/** When a backup of this name was begun; null for other files, which are not ours to delete. */
export function backupTime(name: string): Date | null {
  const found = namePattern.exec(name);
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Whether the day's backup has still to be made: none was since the last time it struck `hour`. */
export function isDue(last: Date | null, at: Date, hour: number): boolean {
  const today = officeMoment(officeDay(at), hour * 60);
  const struck = today <= at ? today : new Date(today.getTime() - dayMs);
  return last === null || last < struck;
}

/** The names, of those given, that are older than `keepDays` and no longer kept. */
export function expired(names: readonly string[], at: Date, keepDays: number): string[] {
  const before = at.getTime() - keepDays * dayMs;
  return names
    .flatMap((name) => ({ name, time: backupTime(name)?.getTime() }))
    .filter((one): one is { name: string; time: number } => one.time !== undefined)
    .sort((a, b) => b.time - a.time)
    .slice(alwaysKept)
    .filter(({ time }) => time < before)
    .map(({ name }) => name);
}

/** `24 张表 5,321 行，附件 3 个，审计记录 1,662 条` */
export function figuresOf({ tables, files, auditEvents }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const [r, f, a] = [rows, files.length, auditEvents].map((n) => n.toLocaleString('en-US'));
  return `${tables.length} 张表 ${r} 行，附件 ${f} 个，审计记录 ${a} 条`;
}

/** `12.3 MB` */
export function sizeText(bytes: number): string {
  const [size, unit] = bytes < 1024 ** 3 ? [bytes / 1024 ** 2, 'MB'] : [bytes / 1024 ** 3, 'GB'];
  return `${Math.max(size, 0.1).toFixed(1)} ${unit}`;
}
