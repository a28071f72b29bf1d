import { sql } from 'drizzle-orm';
import { db, type Reader } from '@/db/client';
import { screeningVersions, screeningWords } from '@/db/schema/screening';
import { now } from '@/lib/core/clock';
import { log } from '@/lib/core/log';
import { finishInTurns } from '@/lib/core/turns';
import type { Severity } from '@/lib/screening/categories';
import { type ListedWord, type Screener, screenerOf } from '@/lib/screening/screen';
import { shippedWords } from '@/lib/screening/shipped';
import { asCategory, mostWords } from '../rules';

/** A screener, and the version of the dictionaries it was made of; 0 before there are any. */
export interface Screening {
  version: number;
  screener: Screener;
}

interface Kept {
  made?: Screening;
  making?: Promise<Screening> | undefined;
  checkedAt: number;
}

const freshMs = 5_000;

// One a process, also when the bundler evaluates this module more than once.
const holder = globalThis as typeof globalThis & { __qunxuScreening?: Kept };

function kept(): Kept {
  holder.__qunxuScreening ??= { checkedAt: Number.NEGATIVE_INFINITY };
  return holder.__qunxuScreening;
}

async function latestVersion(reader: Reader): Promise<number> {
  const [row] = await reader
    .select({ number: sql<number>`coalesce(max(${screeningVersions.number}), 0)` })
    .from(screeningVersions);
  return row?.number ?? 0;
}

function* wordsOf(lines: string): Generator<ListedWord> {
  for (let from = 0; from < lines.length; ) {
    const to = lines.indexOf('\n', from);
    const end = to < 0 ? lines.length : to;
    const [category = '', severity = '', word = '', note = ''] = lines.slice(from, end).split('\t');
    const known = asCategory(category);
    if (known) yield { category: known, severity: severity as Severity, word, note };
    from = end + 1;
  }
}

/** All words in force as one text: 65,000 rows would hold up the process while the driver takes them apart. */
async function dictionary(reader: Reader): Promise<{ version: number; words: Iterable<ListedWord> }> {
  const [row] = await reader.execute<{ version: number; lines: string }>(sql`
    select coalesce((select max(number) from ${screeningVersions}), 0) as version,
      coalesce((select string_agg(concat_ws(chr(9), category, severity, word, note), chr(10))
        from (select * from ${screeningWords} where active limit ${mostWords}) as listed), '') as lines`);
  const version = row?.version ?? 0;
  return { version, words: version === 0 ? shippedWords : wordsOf(row?.lines ?? '') };
}

async function make(reader: Reader): Promise<Screening> {
  const { version, words } = await dictionary(reader);
  return { version, screener: await finishInTurns(screenerOf(words)) };
}

/** Begins to make a screener, unless one is being made; what was made is in force from then on. */
function making(state: Kept, reader: Reader): Promise<Screening> {
  state.making ??= make(reader)
    .then((made) => {
      state.made = made;
      return made;
    })
    .finally(() => {
      state.making = undefined;
    });
  return state.making;
}

/**
 * The screener in force. It is made anew in the background when the dictionaries have changed, in slices that hold nobody up;
 * until then the one before answers. Changes of another process are seen within five seconds. A command gives its own transaction:
 * many of them, each waiting for one more connection, would wait for ever.
 */
export async function screenerNow(reader: Reader = db()): Promise<Screening> {
  const state = kept();
  const at = now().getTime();
  if (state.made && Math.abs(at - state.checkedAt) < freshMs) return state.made;
  const version = await latestVersion(reader);
  state.checkedAt = at;
  if (state.made?.version === version) return state.made;
  if (!state.made) return making(state, reader);
  // Not by the caller's transaction, which may end before.
  making(state, db()).catch((error: unknown) =>
    log.error({ err: error }, 'dictionaries could not be made ready'),
  );
  return state.made;
}

/** The screener of the latest version, waited for: whoever tries a word wants it found. */
export async function latestScreener(reader: Reader): Promise<Screening> {
  const state = kept();
  await state.making;
  const version = await latestVersion(reader);
  return state.made?.version === version ? state.made : making(state, reader);
}

/** Has the dictionaries looked at again, and made ready if they were in use: they have just been changed here. */
export function followDictionaries(): void {
  const state = kept();
  state.checkedAt = Number.NEGATIVE_INFINITY;
  if (state.made)
    screenerNow().catch((error: unknown) => log.error({ err: error }, 'dictionaries could not be looked at'));
}

/** Forgets what was made. For tests, which empty the tables below it. */
export function forgetDictionaries(): void {
  delete holder.__qunxuScreening;
}
