import { and, type SQL, sql } from 'drizzle-orm';
import { people } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { searched } from '@/lib/identity/people/queries/list';
import { beingChanged } from './visible';

/** What `grams` is made of (db/schema/notices): a hit by grams is none unless the words stand in it as they were typed. */
const text = sql`lower(${notices.title} || ' ' || coalesce(${notices.number}, '') || ' ' || left(${notices.body}, 4000))`;

/** Words that are grams themselves: where the grams have them, they stand in the text. */
const longestGram = 2;

/**
 * Pairs of neighbours, as in `notice_grams`, side by side and not overlapping, but for the last of an odd word; of a single character itself. The
 * planner multiplies how rare each is: of pairs that come together it would think far too little to walk a list in its order.
 */
function gramsOf(word: string): string[] {
  const characters = [...word];
  if (characters.length <= longestGram) return [word];
  const starts = characters.flatMap((_, i) =>
    i % longestGram ? [] : [Math.min(i, characters.length - longestGram)],
  );
  return starts.map((start) => characters.slice(start, start + longestGram).join(''));
}

/** The same of what was submitted last (`last`). */
const submittedText = sql`lower(last.title || ' ' || coalesce(${notices.number}, '') || ' ' || left(last.body, 4000))`;

const standIn = (words: readonly string[], where: SQL): SQL[] =>
  words.map((word) => sql`position(${word}::text in ${where}) > 0`);

/** Words of a copy that its author is changing find it for nobody else, unless they were submitted. */
const knownTo = (actor: Actor, words: readonly string[]): SQL => sql`(not ${beingChanged(actor)} or exists (
  select 1 from notice_revisions last where last.notice_id = ${notices.id} and last.number = ${notices.revision}
    and ${and(...standIn(words, submittedText))} offset 0))`;

/** Every word typed stands in the number, the title or the beginning of the text. */
function inText(actor: Actor, q: string): SQL | undefined {
  const words = q.split(/\s+/).map((word) => word.toLowerCase());
  const grams = [...new Set(words.flatMap(gramsOf))].map((gram) => sql`${gram}::text`);
  return and(
    sql`${notices.grams} @> array[${sql.join(grams, sql`, `)}]`,
    ...standIn(
      words.filter((word) => [...word].length > longestGram),
      text,
    ),
    knownTo(actor, words),
  );
}

/** Letters are initials or pinyin, a few characters may be a name; anything else is nobody's. */
const mayBeName = (q: string): boolean => /^([a-z]{2,20}|\p{Script=Han}{2,5})$/iu.test(q);

const mostAuthors = 50;

/** Who is called so; looked up first, so that the index of authors serves each of them, and nobody's are not looked for. */
const authorsCalled = (q: string): SQL =>
  sql`(select ${people.id} from ${people} where ${searched(q)} limit ${mostAuthors})`;

/** Of the notices of a list, what a search finds: by a condition, or one after the other of these authors. */
export interface Found {
  where?: SQL;
  authors?: SQL;
}

/** What a search finds, in parts each of which an index serves: by words, and by author. */
export function foundParts(actor: Actor, q: string): Found[] {
  if (!q) return [{}];
  const byText = { where: inText(actor, q) };
  return mayBeName(q) ? [byText, { authors: authorsCalled(q) }] : [byText];
}
