import { runAction } from '@/components/form/run-action';
import { notify } from '@/components/ui/notify';
import { decideManyAction } from '@/lib/groups/requests/actions';
import { type DecideMany, mostAtOnce } from '@/lib/groups/requests/input';

const mostNamed = 5;

/**
 * Decides part after part, as many at a time as the server takes; what is refused is named, and a part that fails whole ends it.
 * @returns how many were decided
 */
export async function decideInParts({ rows, decision, reason }: DecideMany): Promise<number> {
  const part = rows.slice(0, mostAtOnce);
  if (!part.length) return 0;
  // The reason belongs to the rejected ones: approved ones of a part that has none of these go without.
  const own = decision === 'reject' || part.some(({ reject }) => reject) ? reason : undefined;
  const outcome = await runAction(decideManyAction, { rows: part, decision, reason: own });
  if (!outcome.ok) {
    notify('error', outcome.refusal.message);
    return 0;
  }
  const { decided, refused } = outcome.value;
  for (const { number, personName, refusal } of refused.slice(0, mostNamed))
    notify('error', `${[number, personName].filter(Boolean).join(' ')}：${refusal?.message ?? ''}`);
  if (refused.length > mostNamed) notify('error', `另有 ${refused.length - mostNamed} 件未能审核`);
  return decided + (await decideInParts({ rows: rows.slice(mostAtOnce), decision, reason }));
}
