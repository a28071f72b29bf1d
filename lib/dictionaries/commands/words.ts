import { and, eq, inArray, ne } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { screeningWords, type WordState } from '@/db/schema/screening';
import { granted } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { categoryNames } from '@/lib/screening/categories';
import { command } from '@/lib/workflow/command';
import type {
  addWordInput,
  changeWordInput,
  removeWordsInput,
  switchWordsInput,
  weighWordsInput,
} from '../input';
import { mayKeepDictionaries } from '../policy';
import { followDictionaries } from '../queries/screener';
import { refuseUnfit } from './fit';
import {
  holdEnteredDictionaries,
  newState,
  sameState,
  stateOf,
  type WordChange,
  writeVersion,
} from './write';

const committed = followDictionaries;
const clause = '1.3.3';

/** Refuses a word that its category holds already, also written otherwise. */
async function refuseDouble(tx: Tx, { folded, category }: WordState, except?: string): Promise<void> {
  const [twin] = await tx
    .select({ word: screeningWords.word, active: screeningWords.active })
    .from(screeningWords)
    .where(
      and(
        eq(screeningWords.folded, folded),
        eq(screeningWords.category, category),
        except ? ne(screeningWords.id, except) : undefined,
      ),
    );
  if (!twin) return;
  const message = `“${categoryNames[category]}”中已有词条“${twin.word}”${twin.active ? '' : '（已停用，可直接启用）'}`;
  refuse('rule', message, { fields: { word: message } });
}

/** Adds a word of the Office's own. Refused when its category has it already. */
export const addWord = command<z.output<typeof addWordInput>, { number: number }>(
  { name: 'dictionary.add', clause, committed },
  async (tx, actor, { reason, ...listed }) => {
    const grant = granted(mayKeepDictionaries(actor));
    refuseUnfit(listed.word);
    const latest = await holdEnteredDictionaries(tx);
    const after = newState(listed, 'own');
    await refuseDouble(tx, after);
    const changes = [{ id: newId(), before: null, after }];
    return { number: await writeVersion(tx, actor, latest, { act: 'add', reason, grant }, changes) };
  },
);

/** Changes a word. Refused when somebody changed it since; the writing of a word that came along stays. */
export const changeWord = command<z.output<typeof changeWordInput>, { number: number }>(
  { name: 'dictionary.change', clause, committed },
  async (tx, actor, { id, version, reason, ...listed }) => {
    const grant = granted(mayKeepDictionaries(actor));
    refuseUnfit(listed.word);
    const latest = await holdEnteredDictionaries(tx);
    const [row] = await tx.select().from(screeningWords).where(eq(screeningWords.id, id));
    if (!row) return refuse('not_found', '没有这个词条，可能已被删除');
    if (row.version !== version) refuse('conflict', '词条已被他人修改，请刷新后核对再改');
    const before = stateOf(row);
    if (before.origin === 'shipped' && before.word !== listed.word)
      refuse('rule', '自带词条不能改写，可停用后另行新增', {
        fields: { word: '自带词条不能改写，可停用后另行新增' },
      });
    const after = { ...newState(listed, before.origin), active: before.active };
    await refuseDouble(tx, after, id);
    const changes = changed([{ id, before, after }]);
    return { number: await writeVersion(tx, actor, latest, { act: 'change', reason, grant }, changes) };
  },
);

/** The changes that change something. Refuses when none does. */
function changed(changes: readonly WordChange[]): WordChange[] {
  const real = changes.filter(({ before, after }) => !sameState(before, after));
  return real.length ? real : refuse('invalid', '与现状相同，无需修改');
}

/** The chosen words. Refuses when one of them is gone. */
async function chosenWords(tx: Tx, ids: readonly string[]): Promise<{ id: string; before: WordState }[]> {
  const rows = await tx
    .select()
    .from(screeningWords)
    .where(inArray(screeningWords.id, [...ids]));
  if (rows.length < new Set(ids).size) refuse('not_found', '有词条已被删除，请刷新后重新选择');
  return rows.map((row) => ({ id: row.id, before: stateOf(row) }));
}

/** Switches words on or off. */
export const switchWords = command<z.output<typeof switchWordsInput>, { count: number }>(
  { name: 'dictionary.switch', clause, committed },
  async (tx, actor, { ids, active, reason }) => {
    const grant = granted(mayKeepDictionaries(actor));
    const latest = await holdEnteredDictionaries(tx);
    const words = await chosenWords(tx, ids);
    const changes = changed(words.map(({ id, before }) => ({ id, before, after: { ...before, active } })));
    await writeVersion(tx, actor, latest, { act: 'switch', reason, grant }, changes);
    return { count: changes.length };
  },
);

/** Gives words another severity. */
export const weighWords = command<z.output<typeof weighWordsInput>, { count: number }>(
  { name: 'dictionary.change', clause, committed },
  async (tx, actor, { ids, severity, reason }) => {
    const grant = granted(mayKeepDictionaries(actor));
    const latest = await holdEnteredDictionaries(tx);
    const words = await chosenWords(tx, ids);
    const changes = changed(words.map(({ id, before }) => ({ id, before, after: { ...before, severity } })));
    await writeVersion(tx, actor, latest, { act: 'change', reason, grant }, changes);
    return { count: changes.length };
  },
);

/** Takes words of the Office's own away; those that came along can only be switched off. */
export const removeWords = command<z.output<typeof removeWordsInput>, { count: number }>(
  { name: 'dictionary.remove', clause, committed },
  async (tx, actor, { ids, reason }) => {
    const grant = granted(mayKeepDictionaries(actor));
    const latest = await holdEnteredDictionaries(tx);
    const words = await chosenWords(tx, ids);
    const shipped = words.find(({ before }) => before.origin === 'shipped');
    if (shipped) refuse('rule', `“${shipped.before.word}”是自带词条，不能删除，可以停用`);
    const changes = words.map(({ id, before }) => ({ id, before, after: null }));
    await writeVersion(tx, actor, latest, { act: 'remove', reason, grant }, changes);
    return { count: changes.length };
  },
);
