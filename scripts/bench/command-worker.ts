/** Calls commands as the product's actions do, without Next around them. Told one job over its channel; runs under tsx. */
import { closeDatabase } from '@/db/client';
import type { Result } from '@/lib/core/errors';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import type { Decide, SubmitJoin } from '@/lib/groups/requests/input';
import { actorCalled } from './actors';
import type { CommandJob } from './command-job';
import { ratesOf } from './command-rate';
import { accountOf } from './street/founding';

/** One act of each kind, by whoever does it. */
async function doer({ command }: CommandJob): Promise<(input: unknown) => Promise<Result<unknown>>> {
  if (command === 'submit') {
    const head = await actorCalled(accountOf.head, 'unit_head');
    return (input) => submitJoin(head, input as SubmitJoin);
  }
  const office = await actorCalled(accountOf.office, 'office_admin');
  return (input) => decideRequest(office, input as Decide);
}

process.once('message', async (job: CommandJob) => {
  const result = await ratesOf(await doer(job), job.inputs);
  await closeDatabase();
  process.send?.(result);
});
