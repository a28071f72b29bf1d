import { systemActor } from '@/lib/access/actor';
import { remindOverdue } from './commands/remind';

/** Overdue requests and orders, once a day each. A refusal here is a fault: the system itself may always remind. */
export async function remindOverdueJob(): Promise<void> {
  const outcome = await remindOverdue(systemActor('reminders.overdue'), {});
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}
