import { appendFileSync } from 'node:fs';

/** What `npm run torture` adds up over all the processes that do a part of it. */
export type Deed = 'kills' | 'acts' | 'races' | 'model runs' | 'texts screened';

/** How often each race is run: a few times with every `npm test`, 200 times by `npm run torture`. */
export const rounds = Number(process.env.QUNXU_ROUNDS ?? 10);

/** Runs a race again and again, and counts it. `round` lets it change who is asked first. */
export async function inRounds(race: (round: number) => Promise<void>, times = rounds): Promise<void> {
  for (let round = 0; round < times; round += 1) await race(round);
  count('races', times);
}

/** Enters what was done into the file that QUNXU_TALLY names; nothing when there is none. */
export function count(deed: Deed, times: number): void {
  const file = process.env.QUNXU_TALLY;
  if (file) appendFileSync(file, `${JSON.stringify({ deed, times })}\n`);
}

/** Lets both go at once; in odd rounds the second is asked first, or one of them would always win. */
export async function atOnce<A, B>(
  round: number,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  if (round % 2 === 0) return Promise.all([first(), second()]);
  const [b, a] = await Promise.all([second(), first()]);
  return [a, b];
}
