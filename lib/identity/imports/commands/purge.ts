import { and, inArray, lt, ne } from 'drizzle-orm';
import { importBatches } from '@/db/schema/imports';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';

const dayMs = 86_400_000;
const mostAtOnce = 200;

/**
 * Forgets imports, with the rows that were uploaded, some days after they came to rest or were left lying: there are whole phone
 * numbers in them. Those under way stay. Only the system itself may.
 */
export const purgeImports = command(
  { name: 'import.purge' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const { 'imports.keep_days': days } = await settingsNow(tx);
    const old = await tx
      .select({ id: importBatches.id })
      .from(importBatches)
      .where(
        and(
          ne(importBatches.status, 'importing'),
          lt(importBatches.statusAt, new Date(now().getTime() - days * dayMs)),
        ),
      )
      .limit(mostAtOnce)
      .for('update', { skipLocked: true });
    if (!old.length) return 0;
    await tx.delete(importBatches).where(
      inArray(
        importBatches.id,
        old.map(({ id }) => id),
      ),
    );
    await record(tx, actor, { action: 'import.purge', after: { ended: old.length } });
    return old.length;
  },
);
