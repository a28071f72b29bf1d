import { and, eq, max, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type DictionaryAct, screeningVersions, screeningWords, type WordState } from '@/db/schema/screening';
import { type Actor, type Grant, systemActor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { mapInTurns } from '@/lib/core/turns';
import { foldWord } from '@/lib/screening/folding';
import type { ListedWord } from '@/lib/screening/screen';
import { shippedWords } from '@/lib/screening/shipped';
import { isWeighty, mostWeighty, mostWords } from '../rules';

// Any fixed number: versions are numbered without gaps, so they are made one after the other.
const versionLock = 7_201_118;

/** What becomes of a word: from nothing, to nothing, or from one state to another. */
export interface WordChange {
  id: string;
  before: WordState | null;
  after: WordState | null;
}

interface Version {
  act: DictionaryAct;
  reason: string;
  grant?: Grant;
}

/** How the trail and refusals name a version of the dictionaries. */
export const entityOf = (number: number) => ({
  type: 'dictionary',
  id: String(number),
  label: `词库第 ${number} 版`,
});

/** Holds the dictionaries until the transaction ends; gives the number of the latest version. */
export async function holdDictionaries(tx: Tx): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${versionLock})`);
  const [row] = await tx.select({ number: max(screeningVersions.number) }).from(screeningVersions);
  return row?.number ?? 0;
}

/** The same, after the words that come along have been entered: nobody's first change is to leave him without them. */
export async function holdEnteredDictionaries(tx: Tx): Promise<number> {
  const latest = await holdDictionaries(tx);
  return latest === 0 ? enterShipped(tx, latest) : latest;
}

async function replaceWords(tx: Tx, number: number, changes: readonly WordChange[]): Promise<void> {
  // One by one and in turns: a list of 65,000 words is written as text for longer than others should wait.
  const rows = await mapInTurns(changes, (change) => JSON.stringify(change));
  const given = sql`jsonb_to_recordset(${`[${rows.join(',')}]`}::jsonb) as given(id uuid, before jsonb, after jsonb)`;
  await tx.execute(sql`
    insert into screening_changes (word_id, version, before, after)
    select id, ${number}::int, nullif(before, 'null'), nullif(after, 'null') from ${given}`);
  // Taken out and put in anew, so that words may also change places.
  await tx.execute(sql`
    delete from screening_words w using screening_changes c where c.version = ${number} and c.word_id = w.id`);
  await tx.execute(sql`
    insert into screening_words (id, word, folded, category, severity, note, origin, active, version)
    select word_id, after->>'word', after->>'folded', (after->>'category')::smallint, after->>'severity', after->>'note',
      after->>'origin', (after->>'active')::boolean, version
    from screening_changes where version = ${number} and after is not null`);
}

/** Refuses more words, or more that warn or block, than dictionaries may hold. What takes some away is never refused. */
async function refuseTooMany(tx: Tx, changes: readonly WordChange[]): Promise<void> {
  const grown = (counts: (state: WordState | null) => boolean) =>
    changes.reduce((sum, { before, after }) => sum + Number(counts(after)) - Number(counts(before)), 0);
  const words = grown((state) => state !== null);
  if (words > 0 && (await tx.$count(screeningWords)) + words > mostWords)
    refuse('rule', `词库最多 ${mostWords.toLocaleString('en-US')} 条，请先删除不用的词条`);
  const weighty = grown(isWeighty);
  if (weighty <= 0) return;
  const present = await tx.$count(
    screeningWords,
    and(eq(screeningWords.active, true), ne(screeningWords.severity, 'hint')),
  );
  if (present + weighty <= mostWeighty) return;
  const message = `“阻止”和“警示”词条合计最多 ${mostWeighty.toLocaleString('en-US')} 条（现有 ${present} 条），请改用“提示”或先停用一些`;
  refuse('rule', message, { fields: { severity: message } });
}

/** Makes the next version of changes judged under the lock, with its history and audit record; gives its number. */
export async function writeVersion(
  tx: Tx,
  actor: Actor,
  latest: number,
  { act, reason, grant }: Version,
  changes: readonly WordChange[],
): Promise<number> {
  const number = latest + 1;
  const count = (wanted: (change: WordChange) => boolean) => changes.filter(wanted).length;
  const counts = {
    added: count(({ before }) => !before),
    changed: count(({ before, after }) => !!before && !!after),
    removed: count(({ after }) => !after),
  };
  await refuseTooMany(tx, changes);
  await tx.insert(screeningVersions).values({
    number,
    act,
    reason,
    ...counts,
    changedBy: actor.personId,
    changedByName: actor.name,
    changedAt: now(),
  });
  await replaceWords(tx, number, changes);
  await record(tx, actor, {
    action: `dictionary.${act}`,
    entity: entityOf(number),
    ...(grant ? { grant } : {}),
    clause: '1.3.3',
    reason,
    after: { ...counts, ...(changes.length === 1 ? wordFacts(changes[0]) : {}) },
  });
  return number;
}

function wordFacts(change: WordChange | undefined): Record<string, unknown> {
  const state = change?.after ?? change?.before;
  return state ? { word: state.word } : {};
}

/** A word as it is kept, new. */
export function newState(listed: ListedWord, origin: WordState['origin']): WordState {
  return { ...listed, folded: foldWord(listed.word), origin, active: true };
}

const keyOf = ({ folded, category }: Pick<WordState, 'folded' | 'category'>): string =>
  `${category} ${folded}`;

/**
 * What the history knows of words that fold to these, present or not: whatever was entered once is the Office's to move, switch or take
 * back. It is read as a whole, but only before the first version and once a night.
 */
async function everEntered(
  tx: Tx,
  folded: readonly string[],
): Promise<Pick<WordState, 'folded' | 'category'>[]> {
  return tx.execute<Pick<WordState, 'folded' | 'category'>>(sql`
    select distinct after->>'folded' as folded, (after->>'category')::int as category from screening_changes
    where after->>'folded' in (select jsonb_array_elements_text(${JSON.stringify(folded)}::jsonb))`);
}

/** Enters those of the words that come along which were never there; gives the number of the version then in force. */
export async function enterShipped(
  tx: Tx,
  latest: number,
  words: readonly ListedWord[] = shippedWords,
): Promise<number> {
  const states = new Map(
    words.map((listed) => newState(listed, 'shipped')).map((state) => [keyOf(state), state]),
  );
  const known = await everEntered(
    tx,
    [...states.values()].map(({ folded }) => folded),
  );
  for (const one of known) states.delete(keyOf(one));
  if (!states.size) return latest;
  const changes = [...states.values()].map((after) => ({ id: newId(), before: null, after }));
  const version = { act: 'ship', reason: '产品自带词表' } as const;
  return writeVersion(tx, systemActor('dictionaries'), latest, version, changes);
}

/** A row of the table as the history keeps it. */
export function stateOf(row: typeof screeningWords.$inferSelect): WordState {
  const { word, folded, category, severity, note, origin, active } = row;
  return { word, folded, category, severity, note, origin, active };
}

/** Whether a word says the same in both. */
export function sameState(a: WordState | null, b: WordState | null): boolean {
  if (!(a && b)) return a === b;
  return (Object.keys(a) as (keyof WordState)[]).every((key) => a[key] === b[key]);
}
