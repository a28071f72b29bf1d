import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { takeNumbers } from '@/db/numbers';
import { membershipRequests } from '@/db/schema/membership';
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
  const inserted = await insert(tx, actor, free, entry);
  const made = new Set(inserted.map(({ join }) => join));
  const late = await tooLate(
    tx,
    inserted,
    free.filter(({ join }) => !made.has(join)),
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
  const factsOf = await lockJoinFacts(tx, wanted);
  const standings = await standingsOf(tx, wanted);
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

/** Rows of one statement, which takes at most 65,534 parameters. */
const batchSize = 1_000;

/** Writes the rows in so many statements as it takes, all on their way at once. */
async function inBatches<Row, Written>(
  rows: readonly Row[],
  write: (batch: Row[]) => Promise<Written[]>,
): Promise<Written[]> {
  const batches = Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, n) =>
    write(rows.slice(n * batchSize, (n + 1) * batchSize)),
  );
  return (await Promise.all(batches)).flat();
}

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
): Promise<Inserted[]> {
  if (!free.length) return [];
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
  const inserted = await inBatches(made, (batch) =>
    tx
      .insert(membershipRequests)
      .values(
        batch.map(({ join, id, number, nickname }) => ({
          id,
          number,
          batchId,
          kind: 'join' as const,
          personId: join.personId,
          groupId: join.groupId,
          unitId: join.unitId,
          nickname,
          reason,
          transferId: transferId ?? null,
          status: 'submitted' as const,
          statusAt: at,
          statusBy: submittedBy,
          statusByName: actor.name,
          submittedBy,
          submittedFor: join.grant.onBehalfOf?.id ?? null,
          submittedAt: at,
          dueAt,
        })),
      )
      .onConflictDoNothing({
        target: [membershipRequests.personId, membershipRequests.groupId],
        where: sql`status in ('reported', 'submitted', 'approved')`,
      })
      .returning({ id: membershipRequests.id }),
  );
  const ids = new Set(inserted.map(({ id }) => id));
  return made.filter(({ id }) => ids.has(id));
}

/**
 * Asked after the insert: it waited for whoever submitted, or was admitted, at the same moment. Who came second is told of the first;
 * nobody who is in the group by now keeps an open request for it.
 */
async function tooLate(
  tx: Tx,
  inserted: readonly Inserted[],
  late: readonly Judged[],
): Promise<RefusedJoin[]> {
  const standings = await standingsOf(
    tx,
    [...inserted, ...late].map(({ join }) => join),
    inserted.map(({ id }) => id),
  );
  for (const { join, facts } of inserted) {
    const message = standingObstacle(facts, standings(join));
    if (message) throw new Refused(inTheWay(message));
  }
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
  await inBatches(entries, async (batch) => {
    await record(tx, actor, ...batch);
    return [];
  });
}
