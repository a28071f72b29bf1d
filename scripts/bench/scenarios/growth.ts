import type { Bench, Scenario } from '../bench';
import type { StreetName } from '../database';
import { type Finding, median } from '../finding';
import { type BenchPage, type FindPages, growthPages, noticePages } from '../pages';

const streets: readonly StreetName[] = ['small', 'large'];

/** The same page of both streets, one after the other: how long half of the answers take. */
async function measure(
  bench: Bench,
  find: FindPages,
  which: number,
  seconds: number,
): Promise<Record<StreetName, number>> {
  const times: Partial<Record<StreetName, number>> = {};
  for (const street of streets) {
    const product = await bench.product(street);
    const page = (await find(product))[which] as BenchPage;
    const { p50 } = await bench.load({
      origin: product.url,
      headers: { cookie: product.cookies[page.reader] },
      requests: [{ path: page.path }],
      seconds,
      expect: page.expect,
    });
    times[street] = p50;
  }
  return times as Record<StreetName, number>;
}

async function run(bench: Bench, find: FindPages, of: string): Promise<Finding[]> {
  const { rounds, seconds } = bench.options;
  const pages = await find(await bench.product('large'));
  for (const which of pages.keys()) await measure(bench, find, which, Math.min(seconds, 2));
  const findings: Finding[] = [];
  for (const [which, { what }] of pages.entries()) {
    const pairs: Record<StreetName, number>[] = [];
    for (let round = 0; round < rounds; round += 1) pairs.push(await measure(bench, find, which, seconds));
    findings.push({
      what,
      measure: `p50 with 200,000 ${of} by p50 with 2,000`,
      figure: median(pairs.map(({ small, large }) => large / small)),
      unit: '×',
      aim: { atMost: 1.3 },
      detail: pairs,
    });
  }
  return findings;
}

export const growth: Scenario = {
  name: 'growth',
  title: 'Growth from 2,000 to 200,000 requests',
  run: (bench) => run(bench, growthPages, 'requests'),
};

export const growthOfNotices: Scenario = {
  name: 'notice-growth',
  title: 'Growth from 2,000 to 200,000 notices',
  run: (bench) => run(bench, noticePages, 'notices'),
};
