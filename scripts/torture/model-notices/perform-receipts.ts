import type { Actor } from '@/lib/access/actor';
import { Refused, type Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { chaseReceipts } from '@/lib/notices/receipts/commands/chase';
import { collectReplies } from '@/lib/notices/receipts/commands/collect';
import { collectInput } from '@/lib/notices/receipts/input';
import { matchReplies } from '@/lib/notices/receipts/queries/match';
import type { Chasing, Collecting } from './acts';
import type { Facts } from './facts';

/** What stands in the chat when they have answered: mostly as people are called there, and once more by the first of them. */
function chatOf({ people, units }: Facts, ids: readonly string[]): string {
  const lines = ids.map((id, i) => {
    const { name, unit } = people.get(id) ?? { name: '', unit: '' };
    return `${i + 1}. ${i % 3 === 2 ? '' : units.get(unit)}${name} 收到`;
  });
  return ['#接龙', ...lines, lines[0]?.replace('收到', '已知悉')].join('\n');
}

/** Those whom the product takes the answers to be from. */
async function matched(actor: Actor, facts: Facts, noticeId: string, people: readonly string[]) {
  const { rows } = await matchReplies(actor, { noticeId, text: chatOf(facts, people) });
  return rows.flatMap(({ person, below, reply }) =>
    person && below === null ? [{ personId: person.personId, reply }] : [],
  );
}

async function collect(actor: Actor, facts: Facts, noticeId: string, { people, pasted }: Collecting) {
  const picked = people.map((personId) => ({ personId, reply: '' }));
  const rows = pasted ? await matched(actor, facts, noticeId, people) : picked;
  const form = collectInput.safeParse({ submissionId: newId(), noticeId, rows });
  if (!form.success) throw new Refused({ code: 'invalid', message: '没有可以登记的回执' });
  return collectReplies(actor, form.data);
}

/** Chases, or enters what was collected in the chat, as the page does. */
export function onReceipts(
  actor: Actor,
  facts: Facts,
  noticeId: string,
  act: Collecting | Chasing,
): Promise<Result<unknown>> {
  if (act.act === 'chase') return chaseReceipts(actor, { noticeId, unitId: act.unit });
  return collect(actor, facts, noticeId, act).catch((error: unknown): Result<unknown> => {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  });
}
