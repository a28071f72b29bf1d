import { type SQL, sql } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import { actingAs, type HistoryEvent } from '@/lib/groups/orders/queries/history';
import { type Posting, postingActs, postingLines } from '../rules/postings';

/** As the database writes them, in JSON. */
type WrittenPosting = Pick<
  Posting,
  'id' | 'action' | 'actorId' | 'clause' | 'reason' | 'kind' | 'again' | 'groups' | 'names'
> & { at: string; name: string; role: string | null; onBehalfOf: string | null };

const mostLines = 200;

const acts = sql.join(
  postingActs.map((act) => sql`${act}`),
  sql`, `,
);

/**
 * What was done to carry a notice into its chats, or to take it back there: part of the statement that reads the notice, and null unless
 * `told`. `again`: there was one for the same group before it.
 */
export const postings = (told: SQL<boolean>) => sql<WrittenPosting[] | null>`
  case when ${told} then (select json_agg(told) from (
    select e.action, e.actor_id as "actorId", e.actor_name as name, e.acting_role as role, e.on_behalf_of_name as "onBehalfOf", e.clause, e.reason,
      o.kind, exists (select 1 from work_orders earlier where earlier.origin_id = o.origin_id
        and earlier.origin_type = 'delivery' and earlier.kind = o.kind and earlier.id < o.id) as again,
      max(e.id) as id, max(e.at) as at, count(*)::int as groups, to_json((array_agg(g.name order by g.pinyin))[1:2]) as names
    from deliveries d
    join work_orders o on o.origin_type = 'delivery' and o.origin_id = d.id
    join audit_events e on e.entity_type = 'order' and e.entity_id = o.id::text
    join groups g on g.id = o.group_id
    where d.notice_id = ${notices.id} and e.outcome = 'done' and e.action in (${acts})
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by max(e.id) desc limit ${mostLines}) told) end`;

/** Its way into the chats, for its record. The caller has made sure that the reader may see its deliveries. */
export function postingEvents(written: readonly WrittenPosting[] | null): HistoryEvent[] {
  return postingLines(
    (written ?? []).map(({ at, name, role, onBehalfOf, ...posting }) => ({
      ...posting,
      at: new Date(at),
      ...actingAs({ name, role, onBehalfOf }),
    })),
  );
}
