import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { purgeFiles } from './commands';
import { discard } from './storage';

/** Drops uploads left behind by forms that were never sent. A second run finds nothing to do. */
export async function purgeLooseFiles(actor: Actor): Promise<Result<number>> {
  const purged = await purgeFiles(actor, {});
  if (!purged.ok) return purged;
  for (const key of purged.value) await discard({ key });
  return { ok: true, value: purged.value.length };
}
