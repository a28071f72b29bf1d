import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { baselineRows } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { decrypt } from '@/lib/core/crypto';
import { peopleFacts } from '../../joining/queries/facts';
import { type BaselineEntry, type BaselineFacts, type BaselineVerdict, judgeBaseline } from '../rules/judge';

/** What is on file about whoever the lines may speak of, and who is in the group already. */
export async function baselineFacts(
  tx: Tx,
  actor: Actor,
  groupId: string,
  entries: readonly BaselineEntry[],
): Promise<BaselineFacts> {
  const facts = await peopleFacts(tx, actor, {
    ids: [],
    names: entries.map(({ name }) => name),
    phones: entries.map(({ phone }) => phone),
  });
  const members = await tx
    .select({ personId: memberships.personId })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), isNull(memberships.until)));
  return { ...facts, members: new Set(members.map(({ personId }) => personId)) };
}

/** A kept line, its phone in full. */
export interface KeptEntry extends BaselineEntry {
  id: string;
  place: number;
}

/** The lines of a baseline as they were entered and chosen, in the list's order. */
export async function keptEntries(tx: Tx, baselineId: string): Promise<KeptEntry[]> {
  const rows = await tx
    .select()
    .from(baselineRows)
    .where(eq(baselineRows.baselineId, baselineId))
    .orderBy(asc(baselineRows.place));
  return rows.map(({ id, place, name, nickname, unitText, duty, phoneCipher, unitId, result }) => ({
    ...{ id, place, name, nickname, duty, unitId },
    unit: unitText,
    phone: phoneCipher ? decrypt(phoneCipher) : '',
    leftOut: result === 'left_out',
  }));
}

/** Judges all lines anew, by what is on file now; what has changed is kept in one statement. */
export async function reassess(
  tx: Tx,
  actor: Actor,
  groupId: string,
  entries: readonly KeptEntry[],
): Promise<BaselineVerdict[]> {
  const verdicts = judgeBaseline(entries, await baselineFacts(tx, actor, groupId, entries));
  const rows = entries.map(({ id }, i) => ({ id, ...verdicts[i] }));
  await tx.execute(sql`
    update baseline_rows set result = given.result, problem = given.problem, person_id = given."personId", unit_id = given."unitId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(id uuid, result text, problem text, "personId" uuid, "unitId" uuid)
    where baseline_rows.id = given.id and (baseline_rows.result, baseline_rows.problem, baseline_rows.person_id, baseline_rows.unit_id)
      is distinct from (given.result, given.problem, given."personId", given."unitId")`);
  return verdicts;
}

/** How many lines came to which result, for the trail. */
export function tally(verdicts: readonly BaselineVerdict[]): Record<string, number> {
  const of = (result: BaselineVerdict['result']) => verdicts.filter((one) => one.result === result).length;
  return {
    listed: verdicts.length,
    known: of('known'),
    fresh: of('new'),
    unclear: of('unclear'),
    left: of('left_out'),
  };
}
