import type { Bench, Scenario } from '../bench';
import { type Finding, median } from '../finding';
import type { LoadResult } from '../load/job';
import { type BenchPage, benchPages, type FindPages, noticePages } from '../pages';

interface Pair {
  bare: LoadResult;
  page: LoadResult;
}

/** The bare page and then the page itself, so that whatever else the machine does meets both alike. */
async function measure(bench: Bench, page: BenchPage, seconds: number): Promise<Pair> {
  const product = await bench.product('large');
  const bare = await bench.bare();
  const cookie = product.cookies[page.reader];
  const load = (origin: string, path: string, expect: string) =>
    bench.load({ origin, headers: { cookie }, requests: [{ path }], seconds, expect });
  return { bare: await load(bare.url, '/', '<td>'), page: await load(product.url, page.path, page.expect) };
}

function findingsOf({ what, kind }: BenchPage, pairs: readonly Pair[]): Finding[] {
  const middle = (read: (pair: Pair) => number) => median(pairs.map(read));
  const throughput = middle(({ bare, page }) => page.perSecond / bare.perSecond);
  const p95 = middle(({ bare, page }) => page.p95 / bare.p95);
  return [
    {
      what,
      measure: 'throughput against the bare page',
      figure: throughput,
      unit: '×',
      detail: pairs,
      ...(kind === 'list' ? { aim: { atLeast: 0.6 } } : {}),
    },
    {
      what,
      measure: 'p95 against the bare page',
      figure: p95,
      unit: '×',
      ...(kind === 'list' ? { aim: { atMost: 2 } } : {}),
    },
    { what, measure: 'answers', figure: middle(({ page }) => page.perSecond), unit: '/s' },
    { what, measure: 'p50', figure: middle(({ page }) => page.p50), unit: 'ms' },
    { what, measure: 'p95', figure: middle(({ page }) => page.p95), unit: 'ms' },
    { what, measure: 'size of an answer', figure: middle(({ page }) => page.bytes / 1000), unit: 'KB' },
  ];
}

async function run(bench: Bench, find: FindPages): Promise<Finding[]> {
  const { rounds, seconds } = bench.options;
  const pages = await find(await bench.product('large'));
  const measured = new Map<BenchPage, Pair[]>(pages.map((page) => [page, []]));
  // The first answers compile and fill caches.
  for (const page of pages) await measure(bench, page, Math.min(seconds, 2));
  for (let round = 1; round <= rounds; round += 1) {
    for (const page of pages) {
      const pair = await measure(bench, page, seconds);
      measured.get(page)?.push(pair);
      bench.say(
        `  round ${round}, ${page.what}: ${pair.page.perSecond.toFixed(0)}/s, bare ${pair.bare.perSecond.toFixed(0)}/s`,
      );
    }
  }
  const bare = [...measured.values()].flat().map((pair) => pair.bare);
  return [
    {
      what: 'bare page',
      measure: 'answers',
      figure: median(bare.map(({ perSecond }) => perSecond)),
      unit: '/s',
    },
    { what: 'bare page', measure: 'p95', figure: median(bare.map(({ p95 }) => p95)), unit: 'ms' },
    ...pages.flatMap((page) => findingsOf(page, measured.get(page) ?? [])),
  ];
}

export const pages: Scenario = {
  name: 'pages',
  title: 'Pages under load, sixteen readers at once',
  run: (bench) => run(bench, benchPages),
};

export const pagesOfNotices: Scenario = {
  name: 'notice-pages',
  title: 'Pages of notices under load, sixteen readers at once',
  run: (bench) => run(bench, noticePages),
};
