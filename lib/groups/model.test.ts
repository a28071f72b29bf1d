import { expect, it } from 'vitest';
import { playSeed } from '@/scripts/torture/model/run';

/** `npm run torture` raises both. */
const acts = Number(process.env.QUNXU_ACTS ?? 300);
const seeds = Number(process.env.QUNXU_SEEDS ?? 1);
const first = Number(process.env.QUNXU_SEED ?? 20_261_116);

it.each(Array.from({ length: seeds }, (_, i) => first + i))(
  `does and refuses what the reference model does, ${acts} acts one after the other (seed %i)`,
  async (seed) => {
    const { parting, answers } = await playSeed(seed, acts);
    expect(parting?.tale).toBeUndefined();
    for (const act of ['submit', 'submitJoins', 'checkRoster', 'settleRoster'])
      expect(answers.get(`${act} ok`), act).toBeGreaterThan(0);
  },
  1_800_000,
);
