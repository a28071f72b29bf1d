import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { settingsNow } from '@/lib/settings/queries';
import { openDoor, recordVerification } from './commands';
import { removeRecords } from './expire';
import { headsFile, keepHead, readHeads } from './heads';
import { sealTrail } from './seal';
import { type KeptHeads, verifyTrail } from './verify';

/** Seals what was written since, and keeps the head outside of the database. Not recorded: the record would be the next to seal. */
export async function sealJob(): Promise<Result<number>> {
  const { records, head } = await sealTrail();
  if (head) await keepHead(head);
  return { ok: true, value: records };
}

/** Verifies the whole trail against itself and the data folder's heads; the result stands in the trail. */
export async function verifyJob(actor: Actor): Promise<Result<null>> {
  return recordVerification(actor, await verifyTrail([ownHeads()]));
}

/** The heads that this machine has kept. */
export const ownHeads = (): KeptHeads => ({ place: '数据目录', heads: () => readHeads(headsFile()) });

/** Removes records whose time is over, whole blocks of them. @returns how many */
export async function expireJob(actor: Actor): Promise<Result<number>> {
  const keepMonths = (await settingsNow())['audit.keep_months'];
  const opened = await openDoor(actor, { keepMonths });
  if (!opened.ok) return opened;
  return { ok: true, value: await removeRecords(opened.value) };
}
