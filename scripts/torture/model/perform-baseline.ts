import { db } from '@/db/client';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import {
  decideBaseline,
  discardBaseline,
  returnBaseline,
  vouchBaseline,
} from '@/lib/groups/baseline/commands/confirm';
import { startBaseline } from '@/lib/groups/baseline/commands/start';
import type { Act } from './facts';

type OnBaseline = Extract<
  Act,
  { act: 'startBaseline' | 'vouch' | 'confirmBaseline' | 'returnBaseline' | 'discard' }
>;

/** Does an act on a baseline with the product's own command; `ids` are those of all baselines, by place. */
export async function onBaseline(
  actor: Actor,
  act: OnBaseline,
  ids: readonly string[],
): Promise<Result<unknown>> {
  if (act.act === 'startBaseline') {
    const shortNames = new Map((await db().select().from(units)).map(({ id, shortName }) => [id, shortName]));
    const text = act.lines.map(({ unit, name }) => `${shortNames.get(unit)}${name}`).join('\n');
    return startBaseline(actor, { submissionId: newId(), groupId: act.group, text });
  }
  const baseline = { id: ids[act.seen.row] ?? '', version: act.seen.version };
  if (act.act === 'returnBaseline') return returnBaseline(actor, { ...baseline, reason: '请核对' });
  const acts = { vouch: vouchBaseline, confirmBaseline: decideBaseline, discard: discardBaseline };
  return acts[act.act](actor, baseline);
}
