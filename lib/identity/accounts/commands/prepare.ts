import type { Actor } from '@/lib/access/actor';
import type { Command } from '@/lib/workflow/command';

/**
 * A command whose slow part is done before its transaction begins: an argon2 hash takes its time and its memory, and neither
 * locks nor a database connection should wait for it.
 */
export function preparing<Input, Prepared, Output>(
  inner: Command<Prepared, Output>,
  prepare: (actor: Actor, input: Input) => Promise<Prepared>,
): Command<Input, Output> {
  const run = async (actor: Actor, input: Input) => inner(actor, await prepare(actor, input));
  return Object.assign(run, { commandName: inner.commandName });
}
