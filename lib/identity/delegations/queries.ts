import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { countUpTo, db } from '@/db/client';
import { delegations, people, roleAssignments } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import type { PersonChoice } from '@/lib/identity/people/queries/choices';
import { searched } from '@/lib/identity/people/queries/list';
import { inForce } from '@/lib/identity/roles/queries/period';
import type { DelegationRow } from './list';
import { mayDelegateOwn, mayEndDelegation } from './policy';
import { type DelegableRole, delegableRoles, delegationState } from './rules';

const giver = alias(people, 'giver');
const giverUnit = alias(units, 'giver_unit');
const taker = alias(people, 'taker');
const takerUnit = alias(units, 'taker_unit');
const clerk = alias(people, 'clerk');

function selectRows() {
  return db()
    .select({
      id: delegations.id,
      fromPersonId: giver.id,
      fromName: giver.name,
      fromUnit: giverUnit.name,
      toPersonId: taker.id,
      toName: taker.name,
      toUnit: takerUnit.name,
      role: delegations.role,
      startsAt: delegations.startsAt,
      endsAt: delegations.endsAt,
      endedAt: delegations.endedAt,
      reason: delegations.reason,
      enteredById: delegations.enteredBy,
      clerkName: clerk.name,
      paperFileId: delegations.paperFileId,
    })
    .from(delegations)
    .innerJoin(giver, eq(giver.id, delegations.fromPersonId))
    .innerJoin(giverUnit, eq(giverUnit.id, giver.unitId))
    .innerJoin(taker, eq(taker.id, delegations.toPersonId))
    .innerJoin(takerUnit, eq(takerUnit.id, taker.unitId))
    .innerJoin(clerk, eq(clerk.id, delegations.enteredBy));
}

type Selected = Awaited<ReturnType<typeof selectRows>>[number];

function shown(actor: Actor, at: Date, { enteredById, clerkName, ...row }: Selected): DelegationRow {
  const state = delegationState(row, at);
  return {
    ...row,
    enteredBy: enteredById === row.fromPersonId ? null : clerkName,
    state,
    may: {
      end: state !== 'ended' && mayEndDelegation(actor, row).allowed,
      readPaper: row.paperFileId !== null && readsPaper(actor, row),
    },
  };
}

function readsPaper(actor: Actor, row: { fromPersonId: string; toPersonId: string }): boolean {
  const party = actor.personId === row.fromPersonId || actor.personId === row.toPersonId;
  return party || mayAtAll(actor, 'delegation.enter') || mayAtAll(actor, 'roles.assign');
}

/** Whether the actor may read the signed paper of a delegation: its parties, the Office, the system administrator. */
export async function mayReadPaper(actor: Actor, id: string): Promise<boolean> {
  const [row] = await db()
    .select({ fromPersonId: delegations.fromPersonId, toPersonId: delegations.toPersonId })
    .from(delegations)
    .where(eq(delegations.id, id));
  return row !== undefined && readsPaper(actor, row);
}

const mostOwn = 50;

/** What the actor handed over and was handed, the newest first. */
export async function ownDelegations(
  actor: Actor,
): Promise<{ given: DelegationRow[]; taken: DelegationRow[] }> {
  const { personId } = actor;
  if (!personId) return { given: [], taken: [] };
  const rows = await selectRows()
    .where(or(eq(delegations.fromPersonId, personId), eq(delegations.toPersonId, personId)))
    .orderBy(desc(delegations.startsAt), desc(delegations.id))
    .limit(mostOwn);
  const all = rows.map((row) => shown(actor, now(), row));
  return {
    given: all.filter((row) => row.fromPersonId === personId),
    taken: all.filter((row) => row.toPersonId === personId),
  };
}

/** The duties the actor could hand over, and whether he enters those of others. */
export function delegationRights(actor: Actor): { own: DelegableRole[]; enter: boolean } {
  const own = (Object.keys(delegableRoles) as DelegableRole[]).filter(
    (role) => mayDelegateOwn(actor, role).allowed,
  );
  return { own, enter: mayAtAll(actor, 'delegation.enter') };
}

function inState(states: string[], at: Date): SQL | undefined {
  const live = isNull(delegations.endedAt);
  const conditions: Record<string, SQL | undefined> = {
    upcoming: and(live, gt(delegations.startsAt, at)),
    current: and(live, inForce(delegations, at)),
    ended: or(isNotNull(delegations.endedAt), lte(delegations.endsAt, at)),
  };
  return or(...states.map((state) => conditions[state]));
}

/** Every delegation, for the Office. Two statements. */
export async function listDelegations(actor: Actor, state: ListState): Promise<Page<DelegationRow>> {
  const at = now();
  const way = state.dir === 'desc' ? desc : asc;
  const pattern = likePattern(state.q);
  const where = and(
    mayAtAll(actor, 'delegation.enter') ? undefined : sql`false`,
    state.q ? or(ilike(giver.name, pattern), ilike(taker.name, pattern)) : undefined,
    inState(state.filters.state ?? ['current', 'upcoming'], at),
  );
  const rows = selectRows()
    .where(where)
    .orderBy(way(state.sort === 'ends' ? delegations.endsAt : delegations.startsAt), way(delegations.id))
    .limit(state.size)
    .offset((state.page - 1) * state.size);
  const [found, count] = await Promise.all([rows, countUpTo(db(), selectRows().where(where).getSQL())]);
  return {
    rows: found.map((row) => shown(actor, at, row)),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

/** Heads and leaders in post for whom the Office may enter a delegation, by name, pinyin or initials. */
export async function delegatorChoices(actor: Actor, q: string): Promise<PersonChoice[]> {
  if (!mayAtAll(actor, 'delegation.enter')) return [];
  const holding = db()
    .select({ one: sql`1` })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, people.id),
        inArray(roleAssignments.role, ['unit_head', 'leader']),
        inForce(roleAssignments, now()),
      ),
    );
  const rows = await db()
    .select({ value: people.id, label: people.name, hint: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(isNull(people.departedAt), exists(holding), searched(q)))
    .orderBy(asc(units.sort), asc(people.pinyin))
    .limit(20);
  return rows;
}
