import { eq, type SQL, sql } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { Chats } from '../delivery/rules';
import { ofUnits } from './visible';

/** In SQL what `maySeeDeliveries` says. */
function seesDeliveries(actor: Actor): SQL {
  const { all, unitIds } = scopeOf(actor, 'notices.receipts');
  if (all) return sql`true`;
  return sql`(${eq(notices.authorId, actor.personId ?? '')} or ${ofUnits(unitIds) ?? sql`false`})`;
}

/** In SQL what `chatsOf` says of a notice that is out; null for whoever is not told of its deliveries. */
export const chatsReached = (actor: Actor): SQL<Chats | null> => sql<Chats | null>`
  case when ${notices.status} = 'published' and ${seesDeliveries(actor)} then (
    select json_build_object('total', count(*)::int, 'there', (count(*) filter (where coalesce(post.status = 'done', d.sent_at is not null)))::int)
    from deliveries d left join lateral (select o.status from work_orders o
      where o.origin_id = d.id and o.origin_type = 'delivery' and o.kind = 'post' order by o.id desc limit 1) post on true
    where d.notice_id = ${notices.id} and d.channel = 'order'
      and coalesce(post.status <> 'cancelled', d.sent_at is not null)) end`;
