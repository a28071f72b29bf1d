import { type SQL, sql } from 'drizzle-orm';

/**
 * Who has looked at a person's number for an order (both are columns outside, or values): at the one on file now. Looks before the number
 * was put right were at another, also where the two are alike with their middle digits left out.
 */
export const looksAtPhone = (orderId: SQL, personId: SQL): SQL =>
  sql`select look.at, look.actor_name as by from audit_events look
    where look.entity_type = 'order' and look.entity_id = ${orderId}::text and look.action = 'order.reveal_phone' and look.outcome = 'done'
      and not exists (select 1 from audit_events edit
        where edit.entity_type = 'person' and edit.entity_id = ${personId}::text and edit.action = 'person.edit'
          and edit.outcome = 'done' and edit.id > look.id and edit.after ->> 'phone' is not null)`;
