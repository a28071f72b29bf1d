import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { screeningChanges, screeningVersions, screeningWords, type WordState } from '@/db/schema/screening';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import type { Severity } from '@/lib/screening/categories';
import { foldWord } from '@/lib/screening/folding';
import type { WordRow } from '../list';
import { asCategory } from '../rules';

const columns = {
  id: screeningWords.id,
  word: screeningWords.word,
  category: screeningWords.category,
  severity: screeningWords.severity,
  note: screeningWords.note,
  origin: screeningWords.origin,
  active: screeningWords.active,
  version: screeningWords.version,
  changedAt: screeningVersions.changedAt,
  changedByName: screeningVersions.changedByName,
};

function chosen(actor: Actor, { filters, q }: ListState): SQL | undefined {
  const categories = filters.category?.flatMap((text) => asCategory(text) ?? []) ?? [];
  const folded = foldWord(q);
  return and(
    sql`${mayAtAll(actor, 'screening.manage')}`,
    categories.length ? inArray(screeningWords.category, categories) : undefined,
    filters.severity ? inArray(screeningWords.severity, filters.severity as Severity[]) : undefined,
    filters.origin ? inArray(screeningWords.origin, filters.origin as WordState['origin'][]) : undefined,
    filters.state?.length === 1 ? eq(screeningWords.active, filters.state[0] === 'active') : undefined,
    q
      ? or(
          sql`${screeningWords.word} like ${likePattern(q)}`,
          folded ? sql`${screeningWords.folded} like ${likePattern(folded)}` : undefined,
        )
      : undefined,
  );
}

/** The words of the dictionaries, those changed last first. */
export async function listWords(actor: Actor, state: ListState): Promise<Page<WordRow>> {
  const where = chosen(actor, state);
  const direction = state.dir === 'asc' ? asc : desc;
  const keys =
    state.sort === 'category'
      ? [screeningWords.category, screeningWords.folded, screeningWords.id]
      : [screeningWords.version, screeningWords.id];
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${screeningWords} where ${where}`),
    db()
      .select(columns)
      .from(screeningWords)
      .innerJoin(screeningVersions, eq(screeningVersions.number, screeningWords.version))
      .where(where)
      .orderBy(...keys.map((key) => direction(key)))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return { rows, total: count.total, totalIsExact: count.exact, page: state.page, size: state.size };
}

interface WordEvent {
  version: number;
  before: WordState | null;
  after: WordState | null;
  reason: string;
  changedAt: Date;
  changedByName: string;
}

export interface WordDetail extends WordRow {
  /** Newest first. */
  history: WordEvent[];
}

/** One word with everything that happened to it; null when there is none, or for whoever may not see it. */
export async function wordDetail(actor: Actor, id: string): Promise<WordDetail | null> {
  if (!mayAtAll(actor, 'screening.manage')) return null;
  const [rows, history] = await Promise.all([
    db()
      .select(columns)
      .from(screeningWords)
      .innerJoin(screeningVersions, eq(screeningVersions.number, screeningWords.version))
      .where(eq(screeningWords.id, id)),
    db()
      .select({
        version: screeningChanges.version,
        before: screeningChanges.before,
        after: screeningChanges.after,
        reason: screeningVersions.reason,
        changedAt: screeningVersions.changedAt,
        changedByName: screeningVersions.changedByName,
      })
      .from(screeningChanges)
      .innerJoin(screeningVersions, eq(screeningVersions.number, screeningChanges.version))
      .where(eq(screeningChanges.wordId, id))
      .orderBy(desc(screeningChanges.version))
      .limit(100),
  ]);
  const [row] = rows;
  return row ? { ...row, history } : null;
}
