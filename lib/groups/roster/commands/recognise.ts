import type { Tx } from '@/db/client';
import { finishInTurns } from '@/lib/core/turns';
import { recogniseStrangers } from '../rules/assess';
import { peopleNamed } from './facts';

/** A line that names no member. */
interface Stranger {
  place: number;
  nickname: string | null;
  personId: string | null;
  expected: string | null;
}

/** Fills in who strangers are, where their nickname says it among all people on file. */
export async function recognise(
  tx: Tx,
  groupId: string,
  strangers: readonly Stranger[],
  { units, separator }: { units: readonly string[]; separator: string },
): Promise<void> {
  const nicknames = strangers.map(({ nickname }) => nickname ?? '');
  const known = await peopleNamed(tx, groupId, nicknames, separator);
  const recognised = await finishInTurns(recogniseStrangers(strangers, known, units));
  for (const entry of strangers) {
    const person = recognised.get(entry.place);
    entry.personId = person?.personId ?? null;
    entry.expected = person?.nickname ?? null;
  }
}
