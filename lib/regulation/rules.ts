import { type Clause, chapters } from './clauses';

export type ClauseState = 'enabled' | 'disabled';

export interface ChapterShown {
  number: number;
  title: string;
  clauses: readonly Clause[];
}

function matches(clause: Clause, words: readonly string[]): boolean {
  const text = `${clause.id} ${clause.title} ${clause.text} ${clause.enforcedBy}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The clauses that hold every word, chapter by chapter; chapters without any are left out. */
export function findClauses(q: string, state: ClauseState | null): ChapterShown[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return chapters
    .map((chapter) => ({
      ...chapter,
      clauses: chapter.clauses.filter(
        (clause) => (state === null || clause.enabled === (state === 'enabled')) && matches(clause, words),
      ),
    }))
    .filter(({ clauses }) => clauses.length > 0);
}
