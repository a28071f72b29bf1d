import type { MatchedReply } from '@/lib/notices/receipts/queries/match';
import { tied } from '@/lib/notices/receipts/rules';

/** By the answer's place, whom it was said to be from; '' is nothing yet. */
export type Picks = Readonly<Record<number, string>>;

/** Said of an answer: it is not from whom it was taken to be from. */
export const notHim = 'not-him';

/** The answers as they count now: those that are not from whom they were taken to be from are nobody's, and his other ones count. */
export const countedReplies = (rows: readonly MatchedReply[], picks: Picks): MatchedReply[] =>
  tied(rows.map((row, place) => (picks[place] === notHim ? { ...row, person: null } : row)));

/** Whom an answer is entered for; undefined where that is not clear, or not needed, or a later answer of his counts. */
function chosenFor(row: MatchedReply, pick: string | undefined): string | undefined {
  if (!row.person)
    return row.candidates.find(({ personId, answered }) => personId === pick && !answered)?.personId;
  const { personId, answered } = row.person;
  if (answered || row.below !== null) return undefined;
  return row.doubtful && pick !== personId ? undefined : personId;
}

/** The answers that would be entered, one for each person: his last. */
export function chosenReplies(
  rows: readonly MatchedReply[],
  picks: Picks,
): { personId: string; reply: string }[] {
  const chosen = new Map<string, { personId: string; reply: string }>();
  for (const [place, row] of countedReplies(rows, picks).entries()) {
    const personId = chosenFor(row, picks[place]);
    if (personId) chosen.set(personId, { personId, reply: row.reply });
  }
  return [...chosen.values()];
}
