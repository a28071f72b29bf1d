import { beforeAll, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { besiegePublishers } from '@/scripts/torture/publishing/siege';

/** `npm run torture` does 50. */
const kills = Number(process.env.QUNXU_PUBLISHER_KILLS ?? 3);

beforeAll(emptyStreet);

it(`of two publishers killed ${kills} times, each group has each notice once, and none is lost`, async () => {
  const report = await besiegePublishers(kills);
  expect(report.violations).toEqual([]);
  expect(report.notices).toBe(3 * (kills + 1));
}, 1_200_000);
