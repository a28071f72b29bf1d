import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import { actorOf } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';

/** Whoever has this account on a street of the benchmark, with the role it was made for. @throws Error when there is nobody */
export async function actorCalled(username: string, role: 'unit_head' | 'office_admin'): Promise<Actor> {
  const [row] = await db()
    .select({ person: people, unit: units })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(accounts.username, username));
  if (!row) throw new Error(`no ${username}`);
  return actorOf(row.person, row.unit, { role, unitIds: role === 'unit_head' ? [row.unit.id] : [] });
}
