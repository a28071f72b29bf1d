import { inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { EnteredLeave } from './enter';
import type { DueRemoval } from './issue';

/** The entered leaves as rows, which finishing them at once moves on. */
export async function enteredRows(tx: Tx, entered: readonly EnteredLeave[]): Promise<DueRemoval[]> {
  const rows = await tx
    .select()
    .from(membershipRequests)
    .where(
      inArray(
        membershipRequests.id,
        entered.map(({ id }) => id),
      ),
    );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return entered.flatMap(({ id, membership, grant }) => {
    const row = byId.get(id);
    const { personName, hasAccount, groupName, unitName } = membership;
    return row ? [{ request: { ...row, personName, hasAccount, groupName, unitName }, grant }] : [];
  });
}
