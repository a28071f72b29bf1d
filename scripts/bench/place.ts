import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Everything a benchmark keeps from run to run; throwing it away costs some minutes, nothing else. */
export const benchFolder = process.env.QUNXU_BENCH || join(root, '.bench');

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** A sum of what these files and folders of the project hold, and of whatever else a thing was made from; hexadecimal. */
export function sumOf(paths: readonly string[], ...more: string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) hash.update(readFileSync(file));
  for (const text of more) hash.update(`\0${text}`);
  return hash.digest('hex');
}
