import { expect, it } from 'vitest';
import { playSeed, unanswered } from '@/scripts/torture/model-notices/run';

/** `npm run torture` raises both. */
const acts = Number(process.env.QUNXU_ACTS ?? 150);
const seeds = Number(process.env.QUNXU_SEEDS ?? 1);
const first = Number(process.env.QUNXU_SEED ?? 20_261_123);

it.each(Array.from({ length: seeds }, (_, i) => first + i))(
  `does and refuses what the reference model does, ${acts} acts one after the other (seed %i)`,
  async (seed) => {
    const { parting, answers } = await playSeed(seed, acts);
    expect(parting?.tale).toBeUndefined();
    expect(unanswered(answers)).toEqual({ done: [], refused: [] });
  },
  1_800_000,
);
