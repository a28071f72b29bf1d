import type { Bench, Scenario } from '../bench';
import type { StreetName } from '../database';
import { type Finding, median } from '../finding';
import { type BenchPage, growthPages } from '../pages';

const streets: readonly StreetName[] = ['small', 'large'];

/** The same page of both streets, one after the other: how long half of the answers take. */
async function measure(bench: Bench, which: number, seconds: number): Promise<Record<StreetName, number>> {
  const times: Partial<Record<StreetName, number>> = {};
  for (const street of streets) {
    const product = await bench.product(street);
    const page = (await growthPages(product))[which] as BenchPage;
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

async function run(bench: Bench): Promise<Finding[]> {
  const { rounds, seconds } = bench.options;
  const pages = await growthPages(await bench.product('large'));
  for (const which of pages.keys()) await measure(bench, which, Math.min(seconds, 3));
  const findings: Finding[] = [];
  for (const [which, { what }] of pages.entries()) {
    const pairs: Record<StreetName, number>[] = [];
    for (let round = 0; round < rounds; round += 1) pairs.push(await measure(bench, which, seconds));
    findings.push({
      what,
      measure: 'p50 with 200,000 requests by p50 with 2,000',
      figure: median(pairs.map(({ small, large }) => large / small)),
      unit: '×',
      aim: { atMost: 1.3 },
      detail: pairs,
    });
  }
  return findings;
}

export const growth: Scenario = { name: 'growth', title: 'Growth from 2,000 to 200,000 requests', run };
