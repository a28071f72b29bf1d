import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import {
  type DictionaryAct,
  screeningChanges,
  screeningVersions,
  screeningWords,
} from '@/db/schema/screening';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import type { ChangeRow, VersionRow } from '../list';

function chosen(actor: Actor, { filters, q }: ListState): SQL | undefined {
  return and(
    sql`${mayAtAll(actor, 'screening.manage')}`,
    filters.act ? inArray(screeningVersions.act, filters.act as DictionaryAct[]) : undefined,
    q ? sql`${screeningVersions.reason} like ${likePattern(q)}` : undefined,
  );
}

/** The versions of the dictionaries, newest first. */
export async function listVersions(actor: Actor, state: ListState): Promise<Page<VersionRow>> {
  const where = chosen(actor, state);
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${screeningVersions} where ${where}`),
    db()
      .select()
      .from(screeningVersions)
      .where(where)
      .orderBy(state.dir === 'asc' ? asc(screeningVersions.number) : desc(screeningVersions.number))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return { rows, total: count.total, totalIsExact: count.exact, page: state.page, size: state.size };
}

export interface VersionDetail extends VersionRow {
  /** The version in force. */
  latest: number;
  changes: Page<ChangeRow>;
  may: { restore: boolean };
}

/** One version with what it did, word by word; null when there is none, or for whoever may not see it. */
export async function versionDetail(
  actor: Actor,
  number: number,
  state: ListState,
): Promise<VersionDetail | null> {
  if (!mayAtAll(actor, 'screening.manage')) return null;
  const mine = eq(screeningChanges.version, number);
  const [versions, latest, count, rows] = await Promise.all([
    db().select().from(screeningVersions).where(eq(screeningVersions.number, number)),
    db()
      .select({ number: sql<number>`max(${screeningVersions.number})` })
      .from(screeningVersions),
    countUpTo(db(), sql`select 1 from ${screeningChanges} where ${mine}`),
    db()
      .select({
        wordId: screeningChanges.wordId,
        before: screeningChanges.before,
        after: screeningChanges.after,
      })
      .from(screeningChanges)
      .where(mine)
      .orderBy(state.dir === 'asc' ? asc(screeningChanges.wordId) : desc(screeningChanges.wordId))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  const [version] = versions;
  if (!version) return null;
  const last = latest[0]?.number ?? number;
  return {
    ...version,
    latest: last,
    changes: { rows, total: count.total, totalIsExact: count.exact, page: state.page, size: state.size },
    may: { restore: number < last },
  };
}

/** How many words are looked for, and by which version. */
export async function dictionaryFigures(actor: Actor): Promise<{ words: number; version: number } | null> {
  if (!mayAtAll(actor, 'screening.manage')) return null;
  const [row] = await db().execute<{ words: number; version: number }>(sql`
    select (select count(*)::int from ${screeningWords} where active) as words,
      coalesce((select max(number) from ${screeningVersions}), 0) as version`);
  return row ?? null;
}
