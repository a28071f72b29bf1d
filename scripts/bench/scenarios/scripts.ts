import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../testing/browser';
import type { Bench, Scenario } from '../bench';
import type { Finding } from '../finding';
import { benchPages, type FindPages, formOf, noticePages } from '../pages';

const mostForLists = 30;
const mostForForms = 80;

interface Visit {
  what: string;
  url: string;
  cookie: string;
  most: number;
}

/** The scripts a browser has loaded when a page has come to rest, in compressed bytes, by address. */
async function scriptsOf(
  browser: Browser,
  { url, cookie }: Omit<Visit, 'most'>,
): Promise<Map<string, number>> {
  const context = await browser.newContext({ extraHTTPHeaders: { cookie } });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map((entry) => [entry.name, (entry as PerformanceResourceTiming).encodedBodySize] as const),
  );
  await context.close();
  return new Map(loaded);
}

const kilobytes = (scripts: ReadonlyMap<string, number>): number =>
  [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;

async function run(bench: Bench, find: FindPages): Promise<Finding[]> {
  const product = await bench.product('large');
  const bare = await bench.bare();
  const executablePath = findBrowser(process.env);
  if (!executablePath) throw new Error('no Chromium to be had: set PLAYWRIGHT_CHROMIUM');
  const pages = await find(product);
  const visits = pages.map(
    ({ what, path, reader, kind }): Visit => ({
      what,
      url: product.url + path,
      cookie: product.cookies[reader],
      most: kind === 'list' ? mostForLists : mostForForms,
    }),
  );
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const least = kilobytes(await scriptsOf(browser, { what: 'bare page', url: bare.url, cookie: '' }));
    const findings: Finding[] = [{ what: 'bare page', measure: 'JavaScript', figure: least, unit: 'KB' }];
    for (const visit of visits) {
      const scripts = await scriptsOf(browser, visit);
      findings.push({
        what: visit.what,
        measure: 'JavaScript above the bare page',
        figure: kilobytes(scripts) - least,
        unit: 'KB',
        aim: { atMost: visit.most },
        detail: Object.fromEntries(scripts),
      });
    }
    return findings;
  } finally {
    await browser.close();
  }
}

export const scripts: Scenario = {
  name: 'scripts',
  title: 'JavaScript of each page, compressed',
  run: (bench) => run(bench, async (product) => [...(await benchPages(product)), formOf('membership')]),
};

export const scriptsOfNotices: Scenario = {
  name: 'notice-scripts',
  title: 'JavaScript of each page of notices, compressed',
  run: (bench) => run(bench, async (product) => [...(await noticePages(product)), formOf('notices')]),
};
