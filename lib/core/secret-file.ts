import { type BigIntStats, readFileSync, statSync } from 'node:fs';

/** Shorter ones are refused: keys are derived without stretching. */
export const shortestSecret = 32;

/**
 * The secrets in a text, one a line: the present one first, below it those that are only read with. Empty lines and lines
 * that begin with `#` do not count. Also used by the server before Next, so nothing here has an alias.
 */
export function parseSecrets(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))];
}

interface Read {
  mark: string;
  secrets: readonly string[];
}

const read = new Map<string, Read>();

const markOf = ({ ino, mtimeNs, size }: BigIntStats): string => `${ino}:${mtimeNs}:${size}`;

/**
 * The secrets of a file as it is at this moment, so that every process on this machine follows a rotation with its next use
 * of a key. Looking at the file costs microseconds; it is read again only when it has changed. Once read, it may be gone.
 * @throws the file system's error when it was never there
 */
export function secretsIn(file: string): readonly string[] {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  const known = read.get(file);
  if (known && (!stats || known.mark === markOf(stats))) return known.secrets;
  const secrets = parseSecrets(readFileSync(file, 'utf8'));
  // Somebody is writing it in place: what was there before stands until there is something to read.
  if (secrets.length === 0 && known) return known.secrets;
  read.set(file, { mark: stats ? markOf(stats) : '', secrets });
  return secrets;
}
