import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { rosterEntries } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import type { SamePerson } from '../input';
import { mayCheckRoster } from '../policy';
import { rosterWorkflow } from '../states';
import { type HeldCheck, holdCheck, type LockedEntry, labelOf, lockEntries, ofIds } from './entries';
import { type HeldMember, holdMembers, unitShortNames } from './facts';
import { clause } from './lock';
import { askAgain } from './nicknames';
import { recognise } from './recognise';
import type { TakeStep } from './steps/work';

/** 确认是同一人: the nickname is a member's, under another name; from then on it is one that does not conform. */
export const confirmSame = command(
  {
    name: 'roster.same',
    clause,
    entity: ({ checkId }: SamePerson) => ({ type: 'roster', id: checkId, label: '花名册比对' }),
  },
  async (tx, actor, { checkId, id, version, membershipId }) => {
    const check = await holdCheck(tx, actor, checkId);
    const [entry] = await lockEntries(tx, check.id, ofIds([id]));
    if (!entry) return refuse('not_found', '没有找到这一行，请刷新后再试');
    if (entry.version !== version || entry.kind !== 'likely' || entry.status !== 'open')
      refuse('conflict', '这一行刚有人处理过，请刷新后查看');
    if (!entry.candidates.some((one) => one.membershipId === membershipId))
      refuse('invalid', '请从列出的人员中选择');
    const { 'nickname.separator': separator } = await settingsNow(tx);
    const members = await holdMembers(tx, check.group.id, separator);
    const member = members.find((one) => one.membershipId === membershipId);
    if (!member) return refuse('conflict', '此人已不在登记中，请重新比对');
    await nameAs(tx, actor, check, entry, member);
    await closeMissing(tx, actor, check, member, entry);
    return { id };
  },
);

async function nameAs(tx: Tx, actor: Actor, check: HeldCheck, entry: LockedEntry, member: HeldMember) {
  const { membershipId, personId, personName, nickname: expected } = member;
  await tx
    .update(rosterEntries)
    .set({
      ...{ kind: 'misnamed', membershipId, personId, expected, candidates: [], subject: `p:${personId}` },
      version: sql`${rosterEntries.version} + 1`,
    })
    .where(eq(rosterEntries.id, entry.id));
  const { group, grant } = check;
  const seenAs = entry.nickname ?? '';
  await askAgain(tx, actor, { group, grant, at: now() }, [{ member, seenAs }]);
  await record(tx, actor, {
    action: 'roster.same',
    entity: { type: 'roster', id: entry.id, label: seenAs },
    grant,
    clause,
    after: { person: personName, nickname: expected },
  });
}

/** He had been taken for missing as well. */
async function closeMissing(
  tx: Tx,
  actor: Actor,
  check: HeldCheck,
  { membershipId }: HeldMember,
  { nickname }: LockedEntry,
): Promise<void> {
  const which = and(
    eq(rosterEntries.membershipId, membershipId),
    eq(rosterEntries.kind, 'missing'),
    eq(rosterEntries.status, 'open'),
  );
  const rows = which ? await lockEntries(tx, check.id, which) : [];
  const reason = `已确认与「${nickname}」为同一人`;
  await transition(tx, {
    table: rosterEntries,
    workflow: rosterWorkflow,
    verb: 'settle',
    rows,
    actor,
    may: (one) => mayCheckRoster(one, { groupId: check.group.id }),
    label: labelOf,
    reason,
    set: { step: 'gone', note: reason },
  });
}

/** 不是同一人: the nickname is a stranger's; a member who was meant by nothing else is missing from then on. */
export const setApart: TakeStep = async ({ tx, actor, check }, entries) => {
  const { 'nickname.separator': separator } = await settingsNow(tx);
  const units = await unitShortNames(tx);
  const strangers = entries.map(({ id, place, nickname }) => ({
    ...{ id, place, nickname },
    personId: null as string | null,
    expected: null as string | null,
  }));
  await recognise(tx, check.group.id, strangers, { units, separator });
  const rows = strangers.map(({ id, personId, expected }) => ({ id, person: personId, expected }));
  await tx.execute(sql`
    update roster_entries set kind = 'stranger', candidates = '[]', person_id = given.person, expected = given.expected,
      version = version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, person uuid, expected text)
    where roster_entries.id = given.id`);
  await record(
    tx,
    actor,
    ...entries.map((entry) => ({
      action: 'roster.apart',
      entity: { type: 'roster', id: entry.id, label: labelOf(entry) },
      grant: check.grant,
      clause,
    })),
  );
  const meant = entries.flatMap(({ candidates }) => candidates.map(({ membershipId }) => membershipId));
  await enterMissing(tx, actor, check, [...new Set(meant)]);
  return entries.map(({ id }) => ({ id }));
};

/** Members to whom no line of the check belongs any more. */
async function enterMissing(
  tx: Tx,
  actor: Actor,
  check: HeldCheck,
  membershipIds: readonly string[],
): Promise<void> {
  if (!membershipIds.length) return;
  const rows = await tx
    .select({
      membershipId: memberships.id,
      personId: people.id,
      expected: memberships.nickname,
      last: sql<number>`(select max(place) from roster_entries where check_id = ${check.id})`,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        inArray(memberships.id, [...membershipIds]),
        isNull(memberships.until),
        sql`not exists (select 1 from roster_entries e where e.check_id = ${check.id} and e.membership_id = ${memberships.id})`,
        sql`not exists (select 1 from roster_entries e where e.check_id = ${check.id} and e.kind = 'likely'
          and e.candidates @> jsonb_build_array(jsonb_build_object('membershipId', ${memberships.id})))`,
      ),
    )
    .orderBy(memberships.id);
  if (!rows.length) return;
  const at = now();
  await tx.insert(rosterEntries).values(
    rows.map(({ membershipId, personId, expected, last }, i) => ({
      id: newId(),
      checkId: check.id,
      place: last + i + 1,
      kind: 'missing' as const,
      subject: `p:${personId}`,
      membershipId,
      personId,
      expected,
      status: 'open' as const,
      statusAt: at,
      statusBy: actor.personId,
      statusByName: actor.name,
    })),
  );
}
