import { and, type SQL, sql } from 'drizzle-orm';
import { people } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { searched } from '@/lib/identity/people/queries/list';
import { beingChanged } from './visible';

/** The beginning of a text; most are shorter than that in bytes, so that their characters need not be counted. */
const beginning = (body: SQL): SQL =>
  sql`case when octet_length(${body}) <= 4000 then ${body} else left(${body}, 4000) end`;

const searchable = (title: SQL, body: SQL): SQL =>
  sql`(${title} || ' ' || coalesce(${notices.number}, '') || ' ' || ${beginning(body)})`;

/** What `grams` is made of (db/schema/notices). */
const text = searchable(sql`${notices.title}`, sql`${notices.body}`);

/** The same of what was submitted last (`last`). */
const submittedText = searchable(sql`last.title`, sql`last.body`);

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

const wordsOf = (q: string): string[] => q.split(/\s+/).map((word) => word.toLowerCase());

/** Chinese has no small letters: a text is made small only for words that have, as that takes longer than looking through it. */
const standIn = (words: readonly string[], where: SQL): SQL[] =>
  words.map((word) => {
    const hasCase = word !== word.toUpperCase();
    return sql`position(${word}::text in ${hasCase ? sql`lower(${where})` : where}) > 0`;
  });

/** Words of a copy that its author is changing find it for nobody else, unless they were submitted. */
const knownTo = (actor: Actor, words: readonly string[]): SQL => sql`(not ${beingChanged(actor)} or exists (
  select 1 from notice_revisions last where last.notice_id = ${notices.id} and last.number = ${notices.revision}
    and ${and(...standIn(words, submittedText))} offset 0))`;

/** Letters are initials or pinyin, a few characters may be a name; anything else is nobody's. */
const mayBeName = (q: string): boolean => /^([a-z]{2,20}|\p{Script=Han}{2,5})$/iu.test(q);

const mostAuthors = 50;

/** Who is called so, as a relation of ids. */
export const authorsCalled = (q: string): SQL =>
  mayBeName(q)
    ? sql`select ${people.id} from ${people} where ${searched(q)} limit ${mostAuthors}`
    : sql`select null::uuid as id where false`;

const byAuthor = (called: SQL): SQL => sql`${notices.authorId} = any(array(${called}))`;

/**
 * What a search finds, read in the text itself: every word typed stands in number, title or beginning, or its author (`called`: ids) is called
 * so. Cheaper for a row that is looked at than asking its grams, which lie elsewhere and are many.
 */
export function saysIt(actor: Actor, q: string, called: SQL): SQL {
  const words = wordsOf(q);
  return sql`((${and(...standIn(words, text))} and ${knownTo(actor, words)}) or ${byAuthor(called)})`;
}

/** What the indexes of grams and of authors find: all that the search does, and of longer words more. */
export function indexed(q: string, called: SQL): SQL {
  const grams = [...new Set(wordsOf(q).flatMap(gramsOf))].map((gram) => sql`${gram}::text`);
  return sql`(${notices.grams} @> array[${sql.join(grams, sql`, `)}] or ${byAuthor(called)})`;
}

/** What is left to be asked of a notice that the indexes have found. */
export function afterIndex(actor: Actor, q: string, called: SQL): SQL {
  const words = wordsOf(q);
  const long = words.filter((word) => [...word].length > longestGram);
  return sql`(${and(...standIn(long, text), knownTo(actor, words))} or ${byAuthor(called)})`;
}
