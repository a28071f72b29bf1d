import { sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import type { StepDuty } from '@/db/schema/reviews';
import { now } from '@/lib/core/clock';

/** Whether a leader is in charge of the unit (a column outside) now. */
export const isInCharge = (unit: ReturnType<typeof sql>, at: Date) => {
  const moment = sql`${at.toISOString()}::timestamptz`;
  return sql<boolean>`exists (select 1 from leader_units charge
    join people boss on boss.id = charge.leader_id and boss.departed_at is null
    join role_assignments post on post.person_id = boss.id and post.role = 'leader'
      and post.starts_at <= ${moment} and (post.ends_at is null or post.ends_at > ${moment})
    where charge.unit_id = ${unit} and charge.starts_at <= ${moment}
      and (charge.ends_at is null or charge.ends_at > ${moment}))`;
};

export interface Reviewer {
  id: string;
  name: string;
}

interface Wanted {
  id: string;
  duty: StepDuty;
  unitId: string;
  authorId: string;
  /** Whom the Office has named. */
  assignedTo?: string | null;
}

/**
 * Who can review each step now, heads, leaders, their delegates and whoever is named instead alike: people with an account to sign in
 * with, but for who wrote it and his delegates. A step with nobody is left out. One statement.
 */
export async function reviewersOf(on: Reader, steps: readonly Wanted[]): Promise<Map<string, Reviewer[]>> {
  const found = new Map<string, Reviewer[]>();
  if (!steps.length) return found;
  const at = sql`${now().toISOString()}::timestamptz`;
  const wanted = JSON.stringify(
    steps.map(({ id, duty, unitId, authorId, assignedTo = null }) => ({
      ...{ id, duty, unit: unitId, author: authorId, named: assignedTo },
    })),
  );
  const rows = await on.execute<{ id: string; people: Reviewer[] }>(sql`
    with wanted as materialized (
      select *, ${isInCharge(sql`step.unit`, now())} as in_charge
      from jsonb_to_recordset(${wanted}::jsonb) as step (id uuid, duty text, unit uuid, author uuid, named uuid)),
    holders as (
      select wanted.id, wanted.author, holder.id as person, ra.role
      from wanted join role_assignments ra on ra.starts_at <= ${at} and (ra.ends_at is null or ra.ends_at > ${at})
        and (wanted.duty = 'head' and ra.role = 'unit_head' and ra.unit_id = wanted.unit
          or ra.role = 'leader' and (wanted.duty = 'primary' and ra.primary_leader
            or wanted.duty = 'leader' and (ra.primary_leader and not wanted.in_charge
              or exists (select 1 from leader_units lu where lu.leader_id = ra.person_id and lu.unit_id = wanted.unit
                and lu.starts_at <= ${at} and (lu.ends_at is null or lu.ends_at > ${at})))))
      join people holder on holder.id = ra.person_id and holder.departed_at is null
      where ra.person_id <> wanted.author),
    reviewers as (
      select id, author, person from holders
      union
      select holders.id, author, d.to_person_id from holders
      join delegations d on d.from_person_id = holders.person and d.role = holders.role and d.ended_at is null
        and d.starts_at <= ${at} and d.ends_at > ${at}
      join people taker on taker.id = d.to_person_id and taker.departed_at is null
      union
      select wanted.id, wanted.author, chosen.id from wanted
      join people chosen on chosen.id = wanted.named and chosen.departed_at is null)
    select reviewers.id, json_agg(distinct jsonb_build_object('id', p.id, 'name', p.name)) as people
    from reviewers join people p on p.id = person
    join accounts on accounts.person_id = person and accounts.disabled_at is null
    where person <> author group by reviewers.id`);
  for (const { id, people } of rows) found.set(id, people);
  return found;
}

/** 主要领导 with an account, for what has been overdue too long. */
export async function primaryLeaders(on: Reader): Promise<string[]> {
  const at = sql`${now().toISOString()}::timestamptz`;
  const rows = await on.execute<{ id: string }>(sql`
    select distinct p.id from role_assignments ra join people p on p.id = ra.person_id and p.departed_at is null
    where ra.role = 'leader' and ra.primary_leader and ra.starts_at <= ${at} and (ra.ends_at is null or ra.ends_at > ${at})
    limit 20`);
  return rows.map(({ id }) => id);
}
