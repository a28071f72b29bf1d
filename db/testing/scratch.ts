import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const inMemory = '/dev/shm';
const enough = 4 * 1024 ** 3;

/**
 * Where the folders of a test run are made: in memory where the system offers it and there is room, for a run makes and drops
 * hundreds of databases of a thousand files each; else, or when TMPDIR says so, the folder for temporary things.
 */
export function scratchFolder(): string {
  return !process.env.TMPDIR && hasRoom(inMemory) ? inMemory : tmpdir();
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= enough;
  } catch {
    return false;
  }
}
