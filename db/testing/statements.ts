import type postgres from 'postgres';
import { vi } from 'vitest';
import { db } from '@/db/client';

/** Does the work and returns the statements it sent outside transactions, in order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  // Drizzle keeps its client here, which the type of the pool does not tell.
  const { $client } = db() as ReturnType<typeof db> & { $client: postgres.Sql };
  const spy = vi.spyOn($client, 'unsafe');
  try {
    await work();
    return spy.mock.calls.map(([statement]) => statement);
  } finally {
    spy.mockRestore();
  }
}
