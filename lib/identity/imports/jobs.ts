import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { applyImport } from './commands/apply';
import { importerOf } from './queries/batch';

/**
 * Imports what was confirmed, part by part, in the name and with the present rights of whoever confirmed it. After a kill the
 * next run goes on where the last part ended; what is done already is not done again.
 */
export async function runImport(_system: Actor, { batch }: { batch: string }): Promise<Result<null>> {
  for (;;) {
    const actor = await importerOf(batch);
    if (!actor) return { ok: true, value: null };
    const part = await applyImport(actor, batch);
    if (!part.ok) return part;
    if (!part.value.left) return { ok: true, value: null };
  }
}
