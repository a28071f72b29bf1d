import { and, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { roleAssignments } from '@/db/schema/identity';
import { newId } from '@/lib/core/id';
import type { CreateGroup } from '@/lib/groups/input';
import type { TestStreet } from './street';

/** What the Office would send for a new group, administered by 张三. */
export function groupForm(s: TestStreet, more: Partial<CreateGroup> = {}): CreateGroup {
  return {
    submissionId: newId(),
    name: '防汛应急群',
    platform: 'wecom',
    ownerUnitId: s.units.office.id,
    purpose: '防汛值守与调度',
    administrators: [{ personId: s.groupAdmin.personId ?? '' }],
    ...more,
  };
}

/** The group as it is kept. */
export async function groupRow(id: string) {
  const [row] = await db().select().from(groups).where(eq(groups.id, id));
  if (!row) throw new Error('no such group');
  return row;
}

/** Ids of those who administer the group until further notice. */
export async function administratorIds(groupId: string): Promise<string[]> {
  const rows = await db()
    .select({ id: roleAssignments.personId })
    .from(roleAssignments)
    .where(and(eq(roleAssignments.groupId, groupId), isNull(roleAssignments.endsAt)));
  return rows.map((row) => row.id);
}
