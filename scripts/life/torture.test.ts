import { expect, test } from 'vitest';
import { runKills } from '../torture/kills/run';

/** `npm run torture` does 200. */
const kills = 3;

test(`killed ${kills} times under a stream of requests and decisions, it keeps what it acknowledged, and nothing by half`, async () => {
  const report = await runKills(kills);
  expect(report.violations).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(kills);
}, 300_000);
