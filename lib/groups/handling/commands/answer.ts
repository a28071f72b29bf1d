import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { Refused } from '@/lib/core/errors';
import type { Moved } from '@/lib/workflow/move';
import { missing, type Outcome } from '../../requests/commands/outcome';
import type { LockedOrder } from './lock';

interface Answers {
  verb: 'complete' | 'fail';
  asked: readonly { id: string }[];
  locked: readonly LockedOrder[];
  answers: ReadonlyMap<string, Moved>;
}

/** Those of many orders that did not move, each recorded as refused; when none moved the whole is refused. */
export async function answer(
  tx: Tx,
  actor: Actor,
  { verb, asked, locked, answers }: Answers,
): Promise<Outcome[]> {
  const byId = new Map(locked.map((order) => [order.id, order]));
  const refused = asked.flatMap(({ id }) => {
    const moved = answers.get(id) ?? missing(id, '办理单');
    const { number = '', personName = '' } = byId.get(id) ?? {};
    return moved.ok ? [] : [{ id, number, personName, refusal: moved.refusal }];
  });
  if (refused.length === asked.length && refused[0]) throw new Refused(refused[0].refusal);
  await record(
    tx,
    actor,
    ...refused.map(({ id, number, refusal }) => ({
      action: `order.${verb}`,
      entity: { type: 'order', id, label: number },
      clause: refusal.clause ?? '2.2.1a',
      reason: refusal.message,
      refused: refusal.code,
    })),
  );
  return refused;
}
