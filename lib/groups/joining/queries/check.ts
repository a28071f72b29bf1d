import { inArray, sql } from 'drizzle-orm';
import { db, type Reader } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { grantFor, mayAtAll } from '@/lib/access/may';
import { officeDay } from '@/lib/core/time';
import { mapInTurns } from '@/lib/core/turns';
import { settingsNow } from '@/lib/settings/queries';
import { nicknameOf } from '../../nickname/rules';
import { visibleMembers } from '../../queries/visible';
import { type Standing, standingsOf } from '../../requests/queries/standing';
import { openRequestMessage } from '../../requests/rules';
import type { Check } from '../input';
import { askedOf, type Judged, type JudgedPerson, RowJudge } from '../rules/judge';
import type { GroupNote, KnownPerson, RowCheck } from '../rules/rows';
import { groupsInUse, peopleFacts } from './facts';

type Removals = ReadonlyMap<string, string>;

/** When and why people were last taken out of these groups, by `person group`; as far as the actor sees members. One statement. */
async function removalsOf(
  on: Reader,
  actor: Actor,
  personIds: readonly string[],
  groupIds: readonly string[],
): Promise<Removals> {
  if (!(personIds.length && groupIds.length)) return new Map();
  const rows = await on.execute<{ person: string; in_group: string; until: string; reason: string }>(sql`
    select distinct on (memberships.person_id, memberships.group_id) memberships.person_id as person,
      memberships.group_id as in_group, memberships.until, memberships.end_reason as reason
    from ${memberships}
    where ${inArray(memberships.groupId, [...groupIds])} and memberships.until is not null
      and memberships.person_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb))
      and ${visibleMembers(actor)}
    order by memberships.person_id, memberships.group_id, memberships.until desc`);
  return new Map(
    rows.map(({ person, in_group, until, reason }) => [
      `${person} ${in_group}`,
      `${officeDay(new Date(until))} 退出过：${reason}`,
    ]),
  );
}

const shown = ({ id, name, unitName, duty, phoneMasked }: JudgedPerson): KnownPerson => ({
  id,
  name,
  unitName,
  duty,
  phoneMasked,
});

interface Surroundings {
  actor: Actor;
  groups: ReadonlyMap<string, string>;
  standing: (pair: { personId: string; groupId: string }) => Standing;
  removals: Removals;
  separator: string;
}

function noteOf(
  person: JudgedPerson,
  groupId: string,
  around: Surroundings,
  unitId: string,
): GroupNote | null {
  const { member, open } = around.standing({ personId: person.id, groupId });
  if (member) return { groupId, is: 'member', message: '已在群中' };
  if (open) {
    const seen = grantFor(around.actor, 'membership.view', { unitId, personId: person.id }) !== undefined;
    const message = openRequestMessage('', open).replace(/^在该群/, '');
    return { groupId, is: 'open', message, requestId: seen ? open.id : undefined };
  }
  const removed = around.removals.get(`${person.id} ${groupId}`);
  return removed ? { groupId, is: 'free', message: removed } : null;
}

function checkOf(judged: Judged, around: Surroundings): RowCheck {
  const { person, unit, added } = judged;
  const name = person?.name ?? added?.name ?? '';
  const notes =
    person && unit
      ? [...around.groups.keys()].flatMap((groupId) => noteOf(person, groupId, around, unit.id) ?? [])
      : [];
  return {
    state: judged.state,
    problems: judged.problems,
    person: person && shown(person),
    candidates: judged.candidates.slice(0, 10).map(shown),
    mayBeNew: judged.mayBeNew,
    unit: unit && { id: unit.id, name: unit.name },
    nickname: unit ? nicknameOf(unit.shortName, name, around.separator) : '',
    notes,
    otherPhone: judged.otherPhone,
    marks: judged.marks,
  };
}

export interface Checked {
  judged: Judged[];
  checks: RowCheck[];
  /** Those asked for that are in use, with their names. */
  groups: ReadonlyMap<string, string>;
}

/** Judges every row of a form, and every row with every group; six statements and the settings, however many there are. */
export async function checked(on: Reader, actor: Actor, { rows, groupIds }: Check): Promise<Checked> {
  const facts = await peopleFacts(on, actor, askedOf(rows));
  const groups = await groupsInUse(on, groupIds);
  const judge = new RowJudge(facts);
  const judged = await mapInTurns(rows, (row) => judge.judge(row));
  const ids = [...new Set(judged.flatMap(({ person }) => person?.id ?? []))];
  const pairs = ids.flatMap((personId) => [...groups.keys()].map((groupId) => ({ personId, groupId })));
  const around = {
    actor,
    groups,
    standing: await standingsOf(on, pairs),
    removals: await removalsOf(on, actor, ids, [...groups.keys()]),
    separator: (await settingsNow(on))['nickname.separator'],
  };
  return { judged, checks: await mapInTurns(judged, (one) => checkOf(one, around)), groups };
}

/** What every row of a form comes to, in their order; nothing for whoever may ask for nobody. */
export async function checkRows(actor: Actor, form: Check): Promise<RowCheck[]> {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  return (await checked(db(), actor, form)).checks;
}
