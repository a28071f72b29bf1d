import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { spelled } from '@/lib/core/pinyin';
import { visiblePeople } from '@/lib/identity/people/queries/scope';
import type { UnitChoice } from '@/lib/identity/units/queries';
import { settingsNow } from '@/lib/settings/queries';
import { groupsToLeave, type LeavableGroup } from '../../leaving/queries';
import { nicknameOf } from '../../nickname/rules';
import { mayTransfer } from '../policy';

const mostUnits = 500;

/** The units somebody can be moved to, in the order of the street; nothing for whoever moves nobody. */
export async function unitsToMoveTo(actor: Actor): Promise<UnitChoice[]> {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  const rows = await db()
    .select({ id: units.id, name: units.name, shortName: units.shortName })
    .from(units)
    .where(isNull(units.archivedAt))
    .orderBy(asc(units.sort), asc(units.name))
    .limit(mostUnits);
  return rows.map(({ id, name, shortName }) => {
    const { pinyin, initials } = spelled(name);
    return { value: id, label: name, keywords: `${shortName} ${pinyin} ${initials}` };
  });
}

/** A group that the new unit is in. */
export interface UsualGroup {
  groupId: string;
  groupName: string;
  platform: Platform;
  /** Its own group, or one that half of its people or more are in. */
  usual: boolean;
}

/** What the form shows before it is sent. */
export interface TransferCheck {
  personName: string;
  fromUnit: string;
  fromUnitId: string;
  /** Why he cannot be moved now. */
  obstacle: string | null;
  /** The nickname he will have where he stays. */
  nickname: string;
  present: (LeavableGroup & {
    /** He stands there for the unit he leaves: where he stays, his nickname changes. */
    forOldUnit: boolean;
    /** A group of the unit he leaves. */
    ofOldUnit: boolean;
  })[];
  usual: UsualGroup[];
}

async function readPerson(actor: Actor, personId: string, toUnitId: string) {
  const at = now().toISOString();
  const [row] = await db()
    .select({
      id: people.id,
      personName: people.name,
      fromUnitId: units.id,
      fromUnit: units.name,
      toShortName: sql<
        string | null
      >`(select u.short_name from units u where u.id = ${toUnitId} and u.archived_at is null)`,
      planned: sql<
        string | null
      >`(select t.effective_on::text from transfers t where t.person_id = ${people.id} and t.status = 'planned')`,
      heads: sql<boolean>`exists (select 1 from role_assignments ra where ra.person_id = ${people.id} and ra.unit_id = ${people.unitId}
        and ra.starts_at <= ${at}::timestamptz and (ra.ends_at is null or ra.ends_at > ${at}::timestamptz))`,
    })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(
      and(eq(people.id, personId), isNull(people.departedAt), visiblePeople(actor, 'membership.submit')),
    );
  return row ?? null;
}

type Row = NonNullable<Awaited<ReturnType<typeof readPerson>>>;

function obstacleOf(actor: Actor, row: Row, toUnitId: string): string | null {
  if (!mayTransfer(actor, row.fromUnitId).allowed)
    return `${row.personName}的所在单位是${row.fromUnit}，请由该单位负责人或街道办公室办理`;
  if (row.planned) return `${row.personName}已有 ${row.planned} 生效的工作变动，请先取消`;
  if (row.heads) return `${row.personName}还是${row.fromUnit}负责人，请先由系统管理员结束该角色`;
  return row.fromUnitId === toUnitId ? '新单位与现单位相同' : null;
}

/** Tries a transfer without making it; null when the person is not the actor's to move, or there is no such unit. Four statements. */
export async function checkTransfer(
  actor: Actor,
  personId: string,
  toUnitId: string,
): Promise<TransferCheck | null> {
  const row = await readPerson(actor, personId, toUnitId);
  if (!row?.toShortName) return null;
  const [present, usual, settings] = await Promise.all([
    groupsToLeave(actor, personId),
    usualGroups(personId, toUnitId),
    settingsNow(),
  ]);
  return {
    personName: row.personName,
    fromUnit: row.fromUnit,
    fromUnitId: row.fromUnitId,
    obstacle: obstacleOf(actor, row, toUnitId),
    nickname: nicknameOf(row.toShortName, row.personName, settings['nickname.separator']),
    present: present.map((group) => ({
      ...group,
      forOldUnit: group.unitId === row.fromUnitId,
      ofOldUnit: group.ownerUnitId === row.fromUnitId,
    })),
    usual,
  };
}

const mostUsual = 30;

/** Groups in use that the unit has, or has people in, and that the person is not in nor asked into. */
async function usualGroups(personId: string, unitId: string): Promise<UsualGroup[]> {
  const theirs = sql<number>`(select count(*)::int from memberships m
    where m.unit_id = ${unitId} and m.group_id = ${groups.id} and m.until is null)`;
  const headcount = sql`(select count(*) from people p where p.unit_id = ${unitId} and p.departed_at is null)`;
  const usual = sql<boolean>`(${groups.ownerUnitId} = ${unitId} or 2 * ${theirs} >= greatest(${headcount}, 1))`;
  return db()
    .select({ groupId: groups.id, groupName: groups.name, platform: groups.platform, usual })
    .from(groups)
    .where(
      and(
        isNull(groups.archivedAt),
        sql`(${groups.ownerUnitId} = ${unitId} or ${theirs} > 0)`,
        sql`not exists (select 1 from memberships m
          where m.person_id = ${personId} and m.group_id = ${groups.id} and m.until is null)`,
        sql`not exists (select 1 from membership_requests r where r.person_id = ${personId} and r.group_id = ${groups.id}
          and r.status in ('reported', 'submitted', 'approved'))`,
      ),
    )
    .orderBy(sql`not ${usual}`, asc(groups.pinyin), asc(groups.id))
    .limit(mostUsual);
}
