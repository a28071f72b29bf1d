/** Calls commands as the product's actions do, without Next around them. Told one job over its channel; runs under tsx. */
import { closeDatabase } from '@/db/client';
import type { Result } from '@/lib/core/errors';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import type { Decide, SubmitJoin } from '@/lib/groups/requests/input';
import { actorCalled } from './actors';
import { type CommandJob, type CommandRate, type CommandResult, callers } from './command-job';
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

type Act = Awaited<ReturnType<typeof doer>>;

/** Has so many callers go through the inputs. @throws Error when one is refused: all must be done */
async function rate(act: Act, inputs: readonly unknown[], atOnce: number): Promise<CommandRate> {
  const left = inputs.values();
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const keepActing = async () => {
    for (const input of left) {
      const result = await act(input);
      if (!result.ok) throw new Error(`refused: ${result.refusal.message}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepActing));
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (inputs.length * 1000) / (performance.now() - start),
    cpuMs: (user + system) / 1000 / inputs.length,
  };
}

/** A serving process has been running for long: what is done while this one is new does not count. */
async function run(job: CommandJob): Promise<CommandResult> {
  const act = await doer(job);
  const third = Math.floor(job.inputs.length / 3);
  await rate(act, job.inputs.slice(0, third), callers);
  const together = await rate(act, job.inputs.slice(third, 2 * third), callers);
  return { together, alone: await rate(act, job.inputs.slice(2 * third), 1) };
}

process.once('message', async (job: CommandJob) => {
  const result = await run(job);
  await closeDatabase();
  process.send?.(result);
});
