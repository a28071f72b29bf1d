import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { groups } from '@/db/schema/groups';
import type { RevisionTarget } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { visibleGroups } from '@/lib/groups/queries/visible';

/** Groups in use that the actor may know of, among these, as a revision names them. */
export function targetsAmong(on: Reader, actor: Actor, ids: readonly string[]): Promise<RevisionTarget[]> {
  return on
    .select({ groupId: groups.id, name: groups.name, platform: groups.platform })
    .from(groups)
    .where(and(inArray(groups.id, [...ids]), isNull(groups.archivedAt), visibleGroups(actor)))
    .orderBy(asc(groups.id));
}
