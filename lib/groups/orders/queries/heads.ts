import { sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { now } from '@/lib/core/clock';

/**
 * The heads of each unit, and who stands in for them now; units with nobody are left out. `themselves`: the heads alone, for what is not
 * handed on with their duty.
 */
export async function headsByUnit(
  on: Reader,
  unitIds: readonly string[],
  { themselves = false } = {},
): Promise<Map<string, string[]>> {
  if (!unitIds.length) return new Map();
  const at = sql`${now().toISOString()}::timestamptz`;
  const ids = sql.join(
    [...new Set(unitIds)].map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const rows = await on.execute<{ unit: string; people: string[] }>(sql`
    with heads as (
      select ra.unit_id as unit, ra.person_id as person from role_assignments ra
      where ra.role = 'unit_head' and ra.unit_id in (${ids}) and ra.starts_at <= ${at}
        and (ra.ends_at is null or ra.ends_at > ${at})
    ), standing as (
      select unit, person from heads
      union
      select heads.unit, d.to_person_id from heads join delegations d on d.from_person_id = heads.person
      where d.role = 'unit_head' and d.starts_at <= ${at} and d.ends_at > ${at} and d.ended_at is null
        and ${!themselves}
    )
    select unit, json_agg(person order by person) as people from standing
    join people p on p.id = person and p.departed_at is null group by unit`);
  return new Map(rows.map(({ unit, people }) => [unit, people]));
}
