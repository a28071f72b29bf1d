import { type Actor, systemActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { log } from '@/lib/core/log';
import { carryOutTransfer } from './commands/carry-out';
import { dueTransfers } from './queries/due';

/** Whether it went through: what did not is in the log, and its transfer waits for the next run. */
async function carriedOut(actor: Actor, id: string): Promise<boolean> {
  try {
    const outcome = await carryOutTransfer(actor, { id });
    if (!outcome.ok) log.error({ transfer: id, refusal: outcome.refusal }, 'transfer not carried out');
    return outcome.ok;
  } catch (error) {
    log.error({ err: error, transfer: id }, 'transfer not carried out');
    return false;
  }
}

/** Transfers whose day has come, each for itself: one that cannot be carried out keeps nobody else where he was. Fails when any did. */
export async function carryOutTransfers(): Promise<void> {
  const actor = systemActor('transfers.carry_out');
  let failed = 0;
  for (const id of await dueTransfers(actor, now())) {
    if (!(await carriedOut(actor, id))) failed += 1;
  }
  if (failed) throw new Error(`${failed} transfers could not be carried out`);
}
