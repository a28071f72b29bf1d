import { and, asc, eq, ilike, isNull, or, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { likePattern } from '@/lib/core/paging';
import { searched } from '@/lib/identity/people/queries/list';
import { visiblePeople } from '@/lib/identity/people/queries/scope';
import { settingsNow } from '@/lib/settings/queries';
import { nicknameOf } from '../../nickname/rules';
import { administratorsByGroup } from '../../orders/queries/recipients';
import { platformNames } from '../../rules';
import { maySubmit } from '../policy';
import { joinObstacle } from '../rules';
import { belongsTo, standingOf } from './standing';

const mostChoices = 20;

/** A choice of the form's pickers. */
export interface Candidate {
  value: string;
  label: string;
  hint: string;
}

/** Groups in use, by name, pinyin or initials, for whoever may ask for anybody. */
export async function groupsToJoin(actor: Actor, q: string): Promise<Candidate[]> {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  const spelled = likePattern(q.replace(/\s/g, ''), 'start');
  return readGroups(
    q
      ? or(ilike(groups.name, likePattern(q)), ilike(groups.pinyin, spelled), ilike(groups.initials, spelled))
      : undefined,
  );
}

/** People the actor may ask for: of his unit, by home or posting; the Office everybody. By name, pinyin or initials. */
export async function peopleToPropose(actor: Actor, q: string): Promise<Candidate[]> {
  return readPeople(actor, searched(q));
}

/** The person a link to a form names, when the actor may ask for him. */
export async function personToPropose(actor: Actor, id: string): Promise<Candidate | null> {
  const [person] = await readPeople(actor, eq(people.id, id));
  return person ?? null;
}

async function readPeople(actor: Actor, where: SQL | undefined): Promise<Candidate[]> {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  const rows = await db()
    .select({ value: people.id, label: people.name, duty: people.duty, unitName: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(isNull(people.departedAt), visiblePeople(actor, 'membership.submit'), where))
    .orderBy(asc(people.pinyin), asc(people.id))
    .limit(mostChoices);
  return rows.map(({ value, label, duty, unitName }) => ({
    value,
    label,
    hint: [unitName, duty].filter(Boolean).join(' · '),
  }));
}

/** What the form shows before it is sent. */
export interface JoinCheck {
  /** The units the person may represent, as far as the actor may ask for them, with the nickname each gives; home first. */
  units: { id: string; name: string; nickname: string }[];
  /** Why it cannot be sent. */
  obstacle: string | null;
  /** The request that stands in the way, when the actor may open it. */
  openRequest: { id: string; number: string } | null;
  platform: Platform;
  /** Whether the group has an administrator; the Office handles it otherwise. */
  administered: boolean;
  /** When the Office would have to decide. */
  decisionDue: Date;
}

/** Tries a request without making it; null when person or group are not the actor's to ask for. Four statements. */
export async function checkJoin(actor: Actor, personId: string, groupId: string): Promise<JoinCheck | null> {
  const [facts, settings, calendar] = await Promise.all([
    unitsOf(actor, personId, groupId),
    settingsNow(),
    workCalendar(),
  ]);
  const mine = facts.filter(({ unitId }) => maySubmit(actor, unitId).allowed);
  const [first] = mine;
  if (!first) return null;
  const [standing, administrators] = await Promise.all([
    standingOf(db(), personId, groupId),
    administratorsByGroup(db(), [groupId]),
  ]);
  const member = standing.member ? `${first.personName}已在「${first.groupName}」中，无需申请` : null;
  const open = standing.open ? `${first.personName}在该群已有申请 ${standing.open.number}` : null;
  return {
    units: mine.map(({ unitId, unitName, unitShortName, personName }) => ({
      id: unitId,
      name: unitName,
      nickname: nicknameOf(unitShortName, personName, settings['nickname.separator']),
    })),
    obstacle: joinObstacle(first)?.message ?? member ?? open,
    openRequest: standing.open && { id: standing.open.id, number: standing.open.number },
    platform: first.platform,
    administered: administrators.has(groupId),
    decisionDue: addWorkingDays(calendar, now(), settings['membership.decision_days']),
  };
}

function unitsOf(actor: Actor, personId: string, groupId: string) {
  return db()
    .select({
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
      unitId: units.id,
      unitName: units.name,
      unitShortName: units.shortName,
      unitArchived: sql<boolean>`${units.archivedAt} is not null`,
      belongs: sql<boolean>`true`,
      groupName: groups.name,
      platform: groups.platform,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
    })
    .from(people)
    .innerJoin(units, belongsTo({ id: sql`${people.id}`, unitId: sql`${people.unitId}` }, sql`${units.id}`))
    .innerJoin(groups, eq(groups.id, groupId))
    .where(and(eq(people.id, personId), visiblePeople(actor, 'membership.submit')))
    .orderBy(sql`${units.id} <> ${people.unitId}`, asc(units.sort))
    .limit(20);
}

/** The group a link to the form names, when it can be asked for. */
export async function groupToJoin(actor: Actor, id: string): Promise<Candidate | null> {
  if (!mayAtAll(actor, 'membership.submit')) return null;
  const [group] = await readGroups(eq(groups.id, id));
  return group ?? null;
}

async function readGroups(where: SQL | undefined): Promise<Candidate[]> {
  const rows = await db()
    .select({ value: groups.id, label: groups.name, platform: groups.platform, unitName: units.name })
    .from(groups)
    .innerJoin(units, eq(units.id, groups.ownerUnitId))
    .where(and(isNull(groups.archivedAt), where))
    .orderBy(asc(groups.pinyin), asc(groups.id))
    .limit(mostChoices);
  return rows.map(({ value, label, platform, unitName }) => ({
    value,
    label,
    hint: `${platformNames[platform]} · ${unitName}`,
  }));
}
