import { eq, gt, inArray } from 'drizzle-orm';
import type * as z from 'zod';
import { screeningChanges, screeningVersions, screeningWords } from '@/db/schema/screening';
import { granted } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import type { restoreVersionInput } from '../input';
import { mayKeepDictionaries } from '../policy';
import { followDictionaries } from '../queries/screener';
import { entityOf, holdDictionaries, sameState, stateOf, writeVersion } from './write';

/**
 * Brings the dictionaries back to what they were with a version, as a new version; nothing of the history is lost. Refused when
 * there is a later one than the person saw.
 */
export const restoreVersion = command<z.output<typeof restoreVersionInput>, { number: number }>(
  {
    name: 'dictionary.restore',
    entity: ({ number }) => entityOf(number),
    clause: '1.3.3',
    committed: followDictionaries,
  },
  async (tx, actor, { number, latest: seen, reason }) => {
    const grant = granted(mayKeepDictionaries(actor));
    const latest = await holdDictionaries(tx);
    const [version] = await tx.select().from(screeningVersions).where(eq(screeningVersions.number, number));
    if (!version) return refuse('not_found', '没有这个版本');
    if (latest !== seen) refuse('conflict', `词库已更新到第 ${latest} 版，请刷新后核对再恢复`);
    if (number === latest) refuse('rule', '这就是现行版本，无需恢复');
    // Of each word changed since, how it was before the first of these changes.
    const undone = await tx
      .selectDistinctOn([screeningChanges.wordId], {
        id: screeningChanges.wordId,
        earlier: screeningChanges.before,
      })
      .from(screeningChanges)
      .where(gt(screeningChanges.version, number))
      .orderBy(screeningChanges.wordId, screeningChanges.version);
    const since = tx
      .select({ id: screeningChanges.wordId })
      .from(screeningChanges)
      .where(gt(screeningChanges.version, number));
    const rows = await tx.select().from(screeningWords).where(inArray(screeningWords.id, since));
    const present = new Map(rows.map((row) => [row.id, stateOf(row)]));
    const changes = undone
      .map(({ id, earlier }) => ({ id, before: present.get(id) ?? null, after: earlier }))
      .filter(({ before, after }) => !sameState(before, after));
    if (!changes.length) refuse('rule', '与现行版本相同，无需恢复');
    return {
      number: await writeVersion(
        tx,
        actor,
        latest,
        { act: 'restore', reason: `恢复第 ${number} 版：${reason}`, grant },
        changes,
      ),
    };
  },
);
