import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { granted, type Verdict } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { noteActivities } from '@/lib/groups/activity/commands';
import { command } from '@/lib/workflow/command';
import type { Collect } from '../input';
import { chaseScope, mayChase, type ReceiptParties } from '../policy';
import { withinScope } from '../queries/scope';
import { holdPublished } from './hold';

/** By which grant the actor enters answers: for everybody, or for his own unit's people. */
function mayCollect(actor: Actor, parties: ReceiptParties): Verdict {
  const whole = mayChase(actor, parties);
  const [unit] = whole.allowed ? [] : chaseScope(actor, parties);
  return typeof unit === 'string' && unit ? mayChase(actor, parties, unit) : whole;
}

async function enter(
  tx: Tx,
  actor: Actor,
  { noticeId, rows }: Collect,
  scope: ReturnType<typeof withinScope>,
) {
  const at = sql`${now().toISOString()}::timestamptz`;
  const given = JSON.stringify(rows.map(({ personId, reply }) => ({ person: personId, reply })));
  const [counted] = await tx.execute<{ known: number; entered: number; names: string | null }>(sql`
    with given as (select * from jsonb_to_recordset(${given}::jsonb) as row (person uuid, reply text)),
    known as (
      select r.person_id, given.reply from notice_receipts r join given on given.person = r.person_id
      where r.notice_id = ${noticeId}::uuid and ${scope} order by r.person_id for update of r),
    entered as (
      update notice_receipts r set read_at = coalesce(r.read_at, ${at}), acknowledged_at = ${at}, reply = nullif(known.reply, ''),
        source = 'chat', recorded_by = ${actor.personId}::uuid
      from known where r.notice_id = ${noticeId}::uuid and r.person_id = known.person_id and r.acknowledged_at is null
      returning r.person_id)
    select (select count(*)::int from known) as known, (select count(*)::int from entered) as entered,
      (select string_agg(p.name, '、' order by p.pinyin, p.id) from entered join people p on p.id = entered.person_id) as names`);
  return counted ?? { known: 0, entered: 0, names: null };
}

/**
 * 登记群内回执: what people answered in the chat, entered by somebody who may chase them. Who has acknowledged by himself stays as he is.
 * All or nothing: somebody the notice is not for is refused with the rest.
 */
export const collectReplies = command<Collect, { entered: number; before: number }>(
  {
    name: 'receipt.collect',
    clause: '2.2.2b',
    once: ({ submissionId }) => submissionId,
    entity: ({ noticeId }) => ({ type: 'notice', id: noticeId, label: '信息' }),
  },
  async (tx, actor, input) => {
    const notice = await holdPublished(tx, actor, input.noticeId);
    const grant = granted(mayCollect(actor, notice));
    const scope = withinScope(chaseScope(actor, notice));
    const { known, entered, names } = await enter(tx, actor, input, scope);
    if (known < input.rows.length) refuse('rule', '名单里有人不在发送对象中，请重新核对');
    // Who answers in the chat is active there, though he may never sign in.
    await noteActivities(
      tx,
      sql`select person_id, group_id, 'receipt' as kind, acknowledged_at as at from notice_receipts
        where notice_id = ${notice.id}::uuid and source = 'chat' and acknowledged_at = ${now().toISOString()}::timestamptz`,
    );
    await record(tx, actor, {
      action: 'receipt.collect',
      entity: { type: 'notice', id: notice.id, label: notice.title },
      grant,
      clause: '2.2.2b',
      after: { people: entered, names },
    });
    return { entered, before: known - entered };
  },
);
