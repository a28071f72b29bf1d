/** Where product and model part: at which intent, and the tale of the acts up to it. */
export interface Parting {
  at: number;
  tale: string;
}

/** A long sequence could be shortened for hours: what is found by then is short enough to be read. */
const mostReplays = 60;

/** Leaves out parts of the sequence, ever smaller ones, as long as the rest still parts product and model. */
export async function shrink<Intent>(
  play: (intents: readonly Intent[]) => Promise<{ parting: Parting | null }>,
  intents: readonly Intent[],
  found: Parting,
): Promise<Parting> {
  let left = intents.slice(0, found.at + 1);
  let best = found;
  let replays = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < left.length && replays < mostReplays; ) {
      replays += 1;
      const tried = left.toSpliced(start, size);
      const { parting } = tried.length ? await play(tried) : { parting: null };
      if (parting) {
        left = tried.slice(0, parting.at + 1);
        best = parting;
      } else start += size;
    }
  }
  return best;
}
