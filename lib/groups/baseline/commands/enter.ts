import { asc, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { holdPhones } from '@/lib/identity/people/commands/phones';
import { settingsNow } from '@/lib/settings/queries';
import { addPeople } from '../../joining/commands/people';
import { conforms, nicknameOf } from '../../nickname/rules';
import { type HeldGroup, idsIn } from '../../roster/commands/lock';
import type { BaselineVerdict } from '../rules/judge';
import { type KeptEntry, reassess } from './assess';
import { type Baseline, clause } from './lock';

interface Entering {
  baseline: Baseline;
  group: HeldGroup;
  grant: Grant | undefined;
}

export interface Entered {
  members: number;
  /** Of them, people who were not on file. */
  added: number;
}

interface Judged {
  entry: KeptEntry;
  verdict: BaselineVerdict;
}

const reason = '存量登记';

/** The people of a baseline become members, by what is on file at this moment; those who are not on file are added to it. */
export async function enterMembers(
  tx: Tx,
  actor: Actor,
  entering: Entering,
  entries: readonly KeptEntry[],
): Promise<Entered> {
  await holdPhones(
    tx,
    entries.flatMap(({ phone }) => phone || []),
  );
  const unitOf = await holdUnits(tx);
  const verdicts = await reassess(tx, actor, entering.group.id, entries);
  const judged = entries.flatMap((entry, i): Judged[] => {
    const verdict = verdicts[i];
    return verdict?.result === 'known' || verdict?.result === 'new' ? [{ entry, verdict }] : [];
  });
  if (!judged.length) refuse('rule', '没有可以登记的人员，请先核对各行');
  await holdPeople(tx, judged);
  const fresh = judged.filter(({ verdict }) => verdict.result === 'new');
  const ids = await addPeople(
    tx,
    actor,
    fresh.map(({ entry: { name, phone, duty }, verdict }) => ({
      person: { name, phone, duty, affiliated: false },
      unit: unitOf(verdict.unitId),
      grant: entering.grant ?? refuse('forbidden', '没有权限'),
    })),
    `${reason}：${entering.group.name}`,
  );
  const idOf = new Map(fresh.map(({ entry }, i) => [entry.id, ids[i] ?? '']));
  const members = await begin(tx, actor, entering, judged, (one) => ({
    personId: one.verdict.personId ?? idOf.get(one.entry.id) ?? '',
    unit: unitOf(one.verdict.unitId),
  }));
  return { members, added: fresh.length };
}

interface HeldUnit {
  id: string;
  name: string;
  shortName: string;
}

/** Units in use, held as they are. */
async function holdUnits(tx: Tx): Promise<(id: string | null) => HeldUnit> {
  const rows = await tx
    .select({ id: units.id, name: units.name, shortName: units.shortName })
    .from(units)
    .where(isNull(units.archivedAt))
    .orderBy(asc(units.id))
    .for('share');
  const byId = new Map(rows.map((unit) => [unit.id, unit]));
  return (id) => byId.get(id ?? '') ?? refuse('conflict', '有单位刚被撤销，请刷新后再确认');
}

/** Nobody of them leaves the service before this is done. */
async function holdPeople(tx: Tx, judged: readonly Judged[]): Promise<void> {
  const ids = judged.flatMap(({ verdict }) => verdict.personId ?? []);
  const held = await tx
    .select({ id: people.id, departedAt: people.departedAt })
    .from(people)
    .where(inArray(people.id, idsIn(ids)))
    .orderBy(asc(people.id))
    .for('share');
  if (held.some(({ departedAt }) => departedAt)) refuse('conflict', '名单中有人刚刚离任，请刷新后再确认');
}

async function begin(
  tx: Tx,
  actor: Actor,
  { group, grant }: Entering,
  judged: readonly Judged[],
  whose: (one: Judged) => { personId: string; unit: HeldUnit },
): Promise<number> {
  const { 'nickname.separator': separator } = await settingsNow(tx);
  const at = now();
  const rows = judged.map((one) => {
    const { personId, unit } = whose(one);
    const { name, nickname: written } = one.entry;
    const nickname = nicknameOf(unit.shortName, name, separator);
    const fine = written !== '' && conforms(written, unit.shortName, name);
    return {
      id: newId(),
      person: personId,
      unit: unit.id,
      nickname,
      state: fine ? 'confirmed' : 'to_set',
      confirmed: fine ? at.toISOString() : null,
      by: fine ? actor.personId : null,
      seen: fine || !written ? null : written,
      name,
      unitName: unit.name,
    };
  });
  const inserted = await tx.execute<{ id: string }>(sql`
    insert into ${memberships} (id, group_id, person_id, unit_id, nickname, nickname_state, nickname_confirmed_at,
      nickname_confirmed_by, nickname_seen, origin, since)
    select id, ${group.id}::uuid, person, unit, nickname, state, confirmed, "by", seen, 'baseline', ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, person uuid, unit uuid, nickname text, state text,
      confirmed timestamptz, "by" uuid, seen text)
    on conflict do nothing returning id`);
  const made = new Set(inserted.map(({ id }) => id));
  await record(
    tx,
    actor,
    ...rows
      .filter(({ id }) => made.has(id))
      .map(({ name, unitName, nickname }) => ({
        action: 'group.enrol',
        entity: { type: 'group', id: group.id, label: group.name },
        ...(grant ? { grant } : {}),
        clause,
        reason,
        after: { person: name, unit: unitName, nickname, since: at.toISOString() },
      })),
  );
  return made.size;
}
