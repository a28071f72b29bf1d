import { eq } from 'drizzle-orm';
import { db, type Tx } from '@/db/client';
import { submissions } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { recordRefusal } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { type Refusal, Refused, type Result, refuse, sqlState } from '@/lib/core/errors';

/** A write: checks, changes and audits in one transaction; refuses with a code, throws only on faults. */
export type Command<Input, Output> = ((actor: Actor, input: Input) => Promise<Result<Output>>) & {
  readonly commandName: string;
};

interface Spec<Input> {
  /** `domain.verb`: what the audit trail calls it, also when it is refused. */
  name: string;
  clause?: string;
  /** The form's submission id: the same form sent twice is done once and answered the same. */
  once?: (input: Input) => string;
  /** What was aimed at, for the audit record of a refusal. */
  entity?: (input: Input) => { type: string; id: string; label: string };
  /** Refreshes process caches once the transaction has committed. */
  committed?: () => void;
}

type Handler<Input, Output> = (tx: Tx, actor: Actor, input: Input) => Promise<Output>;

/** Two writers met; the database asked one of them to try again. */
const passing = new Set(['40001', '40P01']);
const attempts = 4;

async function onceOnly<Input, Output>(
  spec: Spec<Input>,
  handler: Handler<Input, Output>,
  tx: Tx,
  actor: Actor,
  input: Input,
): Promise<Output> {
  const id = spec.once?.(input);
  if (!id) return handler(tx, actor, input);
  const taken = await tx
    .insert(submissions)
    .values({ id, command: spec.name, personId: actor.personId, at: now() })
    .onConflictDoNothing()
    .returning({ id: submissions.id });
  if (taken.length) {
    const value = await handler(tx, actor, input);
    await tx.update(submissions).set({ outcome: { value } }).where(eq(submissions.id, id));
    return value;
  }
  const [earlier] = await tx.select().from(submissions).where(eq(submissions.id, id));
  const same = earlier?.command === spec.name && earlier.personId === actor.personId;
  if (!(same && earlier.outcome)) return refuse('invalid', '这份表单已经失效，请刷新页面后重新填写');
  return earlier.outcome.value as Output;
}

async function refused<Input>(
  spec: Spec<Input>,
  actor: Actor,
  input: Input,
  refusal: Refusal,
): Promise<void> {
  await recordRefusal(actor, {
    action: spec.name,
    ...(spec.entity ? { entity: spec.entity(input) } : {}),
    clause: refusal.clause ?? spec.clause,
    reason: refusal.message,
    refused: refusal.code,
  });
}

/**
 * Makes a command of a handler. The handler runs in one transaction and throws `refuse(…)` to take everything back;
 * the refusal is then recorded in the audit trail and returned. Serialization failures are tried again.
 */
export function command<Input, Output>(
  spec: Spec<Input>,
  handler: Handler<Input, Output>,
): Command<Input, Output> {
  const run = async (actor: Actor, input: Input): Promise<Result<Output>> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = await db().transaction((tx) => onceOnly(spec, handler, tx, actor, input));
        spec.committed?.();
        return { ok: true, value };
      } catch (error) {
        if (error instanceof Refused) {
          await refused(spec, actor, input, error.refusal);
          return { ok: false, refusal: error.refusal };
        }
        if (attempt < attempts && passing.has(sqlState(error) ?? '')) continue;
        throw error;
      }
    }
  };
  return Object.assign(run, { commandName: spec.name });
}
