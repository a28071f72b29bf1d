import { systemActor } from '@/lib/access/actor';
import { remindOrdersJob } from '../orders/jobs';
import { remindOverdue } from './commands/remind';

/** Overdue requests and orders, once a day each. A refusal here is a fault: the system itself may always remind. */
export async function remindOverdueJob(): Promise<void> {
  const actor = systemActor('reminders.overdue');
  for (const outcome of [await remindOverdue(actor, {}), await remindOrdersJob(actor)])
    if (!outcome.ok) throw new Error(outcome.refusal.message);
}
