/** Calls commands as the product's actions do, without Next around them. Told one job over its channel; runs under tsx. */
import { eq } from 'drizzle-orm';
import { closeDatabase, db } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import { actorOf } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import type { Decide, SubmitJoin } from '@/lib/groups/requests/input';
import type { CommandJob, CommandResult } from './command-job';
import { accountOf } from './street/founding';

const atOnce = 16;

async function actorCalled(username: string, role: 'unit_head' | 'office_admin'): Promise<Actor> {
  const [row] = await db()
    .select({ person: people, unit: units })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(accounts.username, username));
  if (!row) throw new Error(`no ${username}`);
  return actorOf(row.person, row.unit, { role, unitIds: role === 'unit_head' ? [row.unit.id] : [] });
}

/** One act of each kind, by whoever does it. */
async function doer({ command }: CommandJob): Promise<(input: unknown) => Promise<Result<unknown>>> {
  if (command === 'submit') {
    const head = await actorCalled(accountOf.head, 'unit_head');
    return (input) => submitJoin(head, input as SubmitJoin);
  }
  const office = await actorCalled(accountOf.office, 'office_admin');
  return (input) => decideRequest(office, input as Decide);
}

async function run(job: CommandJob): Promise<CommandResult> {
  const act = await doer(job);
  const left = job.inputs.values();
  let refused: string | null = null;
  const start = performance.now();
  const keepActing = async () => {
    for (const input of left) {
      const result = await act(input);
      if (!result.ok) refused ??= result.refusal.message;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepActing));
  return { perSecond: (job.inputs.length * 1000) / (performance.now() - start), refused };
}

process.once('message', async (job: CommandJob) => {
  const result = await run(job);
  await closeDatabase();
  process.send?.(result);
});
