import type { MatchedReply } from '@/lib/notices/receipts/queries/match';

/** By the answer's place, whom it was said to be from; '' is nobody. */
export type Picks = Readonly<Record<number, string>>;

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
  for (const [place, row] of rows.entries()) {
    const personId = chosenFor(row, picks[place]);
    if (personId) chosen.set(personId, { personId, reply: row.reply });
  }
  return [...chosen.values()];
}
