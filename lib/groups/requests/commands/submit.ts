import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { takeNumbers } from '@/db/numbers';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { nicknameOf } from '../../nickname/rules';
import { officeAdmins } from '../../orders/queries/recipients';
import type { SubmitJoin } from '../input';
import { maySubmit } from '../policy';
import { belongsTo, standingOf } from '../queries/standing';
import { joinObstacle, openRequestMessage } from '../rules';

/**
 * 提交申请: one person, one group. Refused when the unit is not the actor's, when something stands in the way
 * (`joinObstacle`), when the person is in the group already, or has a request under way there, which is then named.
 */
export const submitJoin = command(
  {
    name: 'membership.submit',
    clause: '2.1.1',
    once: (input: SubmitJoin) => input.submissionId,
    entity: (input) => ({ type: 'group', id: input.groupId, label: '入群申请' }),
  },
  async (tx, actor, input) => {
    const grant = granted(maySubmit(actor, input.unitId));
    const facts = await lockFacts(tx, input);
    const obstacle = joinObstacle(facts);
    if (obstacle) refuse('rule', obstacle.message, { fields: { [obstacle.field]: obstacle.message } });
    const request = await insertRequest(tx, actor, input, facts, grant);
    await record(tx, actor, {
      action: 'membership.submit',
      entity: { type: 'membership', id: request.id, label: request.number },
      grant,
      clause: '2.1.1',
      reason: input.reason,
      after: {
        status: 'submitted',
        person: facts.personName,
        unit: facts.unitName,
        group: facts.groupName,
        nickname: request.nickname,
      },
    });
    await tellOffice(tx, actor, facts, request);
    return request;
  },
);

/** Everybody of the Office who may decide it. */
async function tellOffice(tx: Tx, actor: Actor, facts: Facts, request: { id: string; number: string }) {
  const office = await officeAdmins(tx, actor.personId);
  await notify(
    tx,
    office.map((personId) => ({
      personId,
      kind: 'membership' as const,
      title: `${facts.personName}申请加入「${facts.groupName}」，请审核`,
      detail: `${facts.unitName} · ${request.number}`,
      href: `/membership/${request.id}`,
    })),
  );
}

type Facts = Awaited<ReturnType<typeof lockFacts>>;

/** What is true of person, group and unit, and stays true until the transaction ends. */
async function lockFacts(tx: Tx, { personId, groupId, unitId }: SubmitJoin) {
  const [facts] = await tx
    .select({
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
      unitName: units.name,
      unitShortName: units.shortName,
      unitArchived: sql<boolean>`${units.archivedAt} is not null`,
      belongs: belongsTo({ id: sql`${people.id}`, unitId: sql`${people.unitId}` }, sql`${units.id}`),
      groupName: groups.name,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
    })
    .from(people)
    .innerJoin(groups, eq(groups.id, groupId))
    .innerJoin(units, eq(units.id, unitId))
    .where(eq(people.id, personId))
    .for('share', { of: [groups, people, units] });
  return facts ?? refuse('not_found', '没有找到所选的人员或工作群，请重新选择');
}

async function insertRequest(
  tx: Tx,
  actor: Actor,
  input: SubmitJoin,
  facts: Facts,
  grant: Grant,
): Promise<{ id: string; number: string; nickname: string; dueAt: string }> {
  const submittedBy = actor.personId ?? refuse('session', '请先登录');
  const settings = await settingsNow(tx);
  const [number = ''] = await takeNumbers(tx, 'RQ', 1);
  const at = now();
  const id = newId();
  const nickname = nicknameOf(facts.unitShortName, facts.personName, settings['nickname.separator']);
  const dueAt = addWorkingDays(await workCalendar(tx), at, settings['membership.decision_days']);
  const inserted = await tx
    .insert(membershipRequests)
    .values({
      id,
      number,
      batchId: input.submissionId,
      kind: 'join',
      personId: input.personId,
      groupId: input.groupId,
      unitId: input.unitId,
      nickname,
      reason: input.reason,
      status: 'submitted',
      statusAt: at,
      statusBy: submittedBy,
      statusByName: actor.name,
      submittedBy,
      submittedFor: grant.onBehalfOf?.id ?? null,
      submittedAt: at,
      dueAt,
    })
    .onConflictDoNothing({
      target: [membershipRequests.personId, membershipRequests.groupId],
      where: sql`status in ('reported', 'submitted', 'approved')`,
    })
    .returning({ id: membershipRequests.id });
  await refuseSecond(tx, input, facts, inserted.length ? id : null);
  return { id, number, nickname, dueAt: dueAt.toISOString() };
}

/**
 * Asked after the insert: it waited for whoever submitted, or was admitted, at the same moment, so that nothing can slip in
 * between the question and the row.
 */
async function refuseSecond(
  tx: Tx,
  { personId, groupId }: SubmitJoin,
  facts: Facts,
  inserted: string | null,
): Promise<void> {
  const standing = await standingOf(tx, personId, groupId, inserted);
  const message = standing.member
    ? `${facts.personName}已在「${facts.groupName}」中，无需申请`
    : standing.open && openRequestMessage(facts.personName, standing.open);
  if (message) refuse('rule', message, { clause: '2.1.1', fields: { personId: message } });
  if (!inserted) refuse('conflict', '刚有人处理过此人在该群的申请，请重新提交');
}
