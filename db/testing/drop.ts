import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';

/** Not allowed to end a connection, and still in use. */
const passing: readonly unknown[] = ['42501', '55006'];

/** A vacuum that is asked to end has ended long before. */
const attempts = 20;

/**
 * Drops a test's database with whatever is still connected to it. `force` may not end a vacuum that the server has just begun there,
 * since that is the superuser's, and then ends nothing; the plain statement asks the server itself to end it, but waits for nobody
 * else who is connected. So each has its turn.
 */
export async function dropDatabase(server: postgres.Sql, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const force = attempt % 2 === 1;
    try {
      await server.unsafe(`drop database ${name}${force ? ' with (force)' : ''}`);
      return;
    } catch (error) {
      if (!passing.includes((error as { code?: unknown }).code) || attempt === attempts) throw error;
      if (!force) await pause(250);
    }
  }
}
