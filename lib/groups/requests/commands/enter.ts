import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { takeNumbers } from '@/db/numbers';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { type Refusal, Refused, refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { nicknameOf } from '../../nickname/rules';
import { standingObstacle, standingsOf } from '../queries/standing';
import { joinObstacle } from '../rules';
import { type JoinFacts, type JoinParties, lockJoinFacts } from './facts';

/** A join that is asked for, with the grant that allows asking. */
export interface NewJoin extends JoinParties {
  grant: Grant;
}

/** What all joins of one form share. */
export interface JoinEntry {
  batchId: string;
  reason: string;
  /** The transfer they are part of: before its day the person is not of the unit yet. */
  transferId?: string;
}

export interface EnteredJoin extends NewJoin {
  id: string;
  number: string;
  nickname: string;
  dueAt: Date;
  facts: JoinFacts;
}

export interface RefusedJoin extends NewJoin {
  refusal: Refusal;
}

/**
 * Enters requests to join, each for itself: numbered, due in working days, on record. What stands in the way of one is answered with
 * it. Nothing is told to anybody: that is the caller's.
 */
export async function enterJoins(
  tx: Tx,
  actor: Actor,
  wanted: readonly NewJoin[],
  entry: JoinEntry,
): Promise<{ entered: EnteredJoin[]; refused: RefusedJoin[] }> {
  const judged = await judge(tx, wanted, entry.transferId !== undefined);
  const free = judged.flatMap((one) => (one.refusal ? [] : [one]));
  const { inserted, standings } = await insert(tx, actor, free, entry);
  const made = new Set(inserted.map(({ join }) => join));
  refuseOvertaken(inserted, standings);
  const late = tooLate(
    free.filter(({ join }) => !made.has(join)),
    standings,
  );
  await recordEntered(tx, actor, inserted, entry.reason);
  return {
    entered: inserted.map(({ join, ...made }) => ({ ...join, ...made })),
    refused: [...judged.flatMap(({ join, refusal }) => (refusal ? [{ ...join, refusal }] : [])), ...late],
  };
}

interface Judged {
  join: NewJoin;
  facts: JoinFacts | undefined;
  refusal: Refusal | null;
}

/** What person, group and unit say of each, and how the person stands to the group. */
async function judge(tx: Tx, wanted: readonly NewJoin[], transferred: boolean): Promise<Judged[]> {
  const [factsOf, standings] = await Promise.all([lockJoinFacts(tx, wanted), standingsOf(tx, wanted)]);
  return wanted.map((join) => {
    const known = factsOf(join);
    if (!known) return { join, facts: undefined, refusal: unknown };
    const facts = transferred ? { ...known, belongs: true } : known;
    const obstacle = joinObstacle(facts);
    if (obstacle) {
      const fields = { [obstacle.field]: obstacle.message };
      return { join, facts, refusal: { code: 'rule', message: obstacle.message, fields } };
    }
    const message = standingObstacle(facts, standings(join));
    return { join, facts, refusal: message ? inTheWay(message) : null };
  });
}

const unknown: Refusal = { code: 'not_found', message: '没有找到所选的人员或工作群，请重新选择' };

type Standings = Awaited<ReturnType<typeof standingsOf>>;

interface Inserted {
  join: NewJoin;
  id: string;
  number: string;
  nickname: string;
  dueAt: Date;
  facts: JoinFacts;
}

async function insert(
  tx: Tx,
  actor: Actor,
  free: readonly Judged[],
  { batchId, reason, transferId }: JoinEntry,
): Promise<{ inserted: Inserted[]; standings: Standings }> {
  if (!free.length) return { inserted: [], standings: await standingsOf(tx, []) };
  const submittedBy = actor.personId ?? refuse('session', '请先登录');
  const settings = await settingsNow(tx);
  const at = now();
  const dueAt = addWorkingDays(await workCalendar(tx), at, settings['membership.decision_days']);
  const numbers = await takeNumbers(tx, 'RQ', free.length);
  const made = free.flatMap(({ join, facts }, i) =>
    facts
      ? [
          {
            join,
            facts,
            id: newId(),
            number: numbers[i] ?? '',
            nickname: nicknameOf(facts.unitShortName, facts.personName, settings['nickname.separator']),
            dueAt,
          },
        ]
      : [],
  );
  // Sent at once, and what is asked behind it sees whom it waited for.
  const insertion = write(tx, made, {
    batch_id: batchId,
    reason,
    transfer_id: transferId ?? null,
    status_by_name: actor.name,
    submitted_by: submittedBy,
    submitted_at: at.toISOString(),
    due_at: dueAt.toISOString(),
  }).execute();
  const [written, standings] = await Promise.all([
    insertion,
    standingsOf(
      tx,
      free.map(({ join }) => join),
      made.map(({ id }) => id),
    ),
  ]);
  const ids = new Set(written.map(({ id }) => id));
  return { inserted: made.filter(({ id }) => ids.has(id)), standings };
}

/**
 * The rows, and what they share, as one parameter each: thousands of requests as parameters of their own take seconds to bind.
 * Answers with the ids of those that nobody was before with.
 */
function write(tx: Tx, made: readonly Inserted[], shared: Record<string, string | null>) {
  const rows = made.map(({ join, id, number, nickname }) => ({
    id,
    number,
    nickname,
    person_id: join.personId,
    group_id: join.groupId,
    unit_id: join.unitId,
    submitted_for: join.grant.onBehalfOf?.id ?? null,
  }));
  return tx.execute<{ id: string }>(sql`
    insert into membership_requests (id, number, batch_id, kind, person_id, group_id, unit_id, nickname, reason, transfer_id,
      status, status_at, status_by, status_by_name, submitted_by, submitted_for, submitted_at, due_at)
    select one.id, one.number, form.batch_id, 'join', one.person_id, one.group_id, one.unit_id, one.nickname, form.reason,
      form.transfer_id, 'submitted', form.submitted_at, form.submitted_by, form.status_by_name, form.submitted_by,
      one.submitted_for, form.submitted_at, form.due_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(id uuid, number text, nickname text, person_id uuid,
        group_id uuid, unit_id uuid, submitted_for uuid),
      jsonb_to_record(${JSON.stringify(shared)}::jsonb) as form(batch_id uuid, reason text, transfer_id uuid,
        status_by_name text, submitted_by uuid, submitted_at timestamptz, due_at timestamptz)
    on conflict (person_id, group_id) where status in ('reported', 'submitted', 'approved') do nothing
    returning id`);
}

/** The insert waited for whoever was admitted at the same moment: nobody who is in the group by now keeps an open request for it. */
function refuseOvertaken(inserted: readonly Inserted[], standings: Standings): void {
  for (const { join, facts } of inserted) {
    const message = standingObstacle(facts, standings(join));
    if (message) throw new Refused(inTheWay(message));
  }
}

/** Who submitted second, at the same moment, is told of the first. */
function tooLate(late: readonly Judged[], standings: Standings): RefusedJoin[] {
  return late.map(({ join, facts }) => {
    const message = facts && standingObstacle(facts, standings(join));
    return { ...join, refusal: message ? inTheWay(message) : raced };
  });
}

const raced: Refusal = { code: 'conflict', message: '刚有人处理过此人在该群的申请，请重新提交' };

const inTheWay = (message: string): Refusal => ({
  code: 'rule',
  message,
  clause: '2.1.1',
  fields: { personId: message },
});

async function recordEntered(
  tx: Tx,
  actor: Actor,
  inserted: readonly Inserted[],
  reason: string,
): Promise<void> {
  const entries = inserted.map(({ join, id, number, nickname, facts }) => ({
    action: 'membership.submit',
    entity: { type: 'membership', id, label: number },
    grant: join.grant,
    clause: '2.1.1',
    reason,
    after: {
      status: 'submitted',
      person: facts.personName,
      unit: facts.unitName,
      group: facts.groupName,
      nickname,
    },
  }));
  await record(tx, actor, ...entries);
}
