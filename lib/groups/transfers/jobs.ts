import { systemActor } from '@/lib/access/actor';
import { carryOutDue } from './commands/carry-out';

/** Transfers whose day has come. A refusal here is a fault: the system itself may always carry out what was planned. */
export async function carryOutTransfers(): Promise<void> {
  const outcome = await carryOutDue(systemActor('transfers.carry_out'), {});
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}
