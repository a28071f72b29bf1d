import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';

export { expect };

const demoPassword = 'Qunxu-demo-2026';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Stage {
  /** A page signed in as this account of the demonstration street. */
  as: (username: string) => Promise<Page>;
  /** A page of somebody who is not signed in. */
  stranger: () => Promise<Page>;
}

interface Complaints {
  complaints: string[];
  /** What a story means to provoke, e.g. the browser's own line about a page that is not there. */
  tolerated: RegExp[];
}

interface SignedIn {
  state: StorageState;
  /** When it was last taken up, as `performance.now()` tells. */
  usedAt: number;
}

interface WorkerStage {
  signedIn: Map<string, SignedIn>;
}

/** The product signs out whoever has done nothing for half an hour; on a slow machine an account waits that long for its next story. */
const keptForMs = 10 * 60_000;

/** Signs in through the form, as everybody does. */
async function signIn(page: Page, username: string, password = demoPassword): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('工作台');
}

/** Fails the story on anything the browser complains about. */
function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
}

/**
 * The stories' test: pages by account name, one sign-in per account and worker; a console error fails the story, as does
 * `expectAccessible` where it is asked.
 */
export const test = base.extend<Stage & Complaints, WorkerStage>({
  signedIn: [async ({ browserName: _ }, use) => use(new Map()), { scope: 'worker' }],
  tolerated: async ({ browserName: _ }, use) => use([]),
  complaints: [
    async ({ tolerated }, use) => {
      const complaints: string[] = [];
      await use(complaints);
      const unexpected = complaints.filter((complaint) => !tolerated.some((known) => known.test(complaint)));
      expect(unexpected, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
  as: async (
    { browser, signedIn, complaints, contextOptions, viewport, baseURL, locale, timezoneId },
    use,
  ) => {
    const contexts: BrowserContext[] = [];
    await use(async (username) => {
      const known = signedIn.get(username);
      const at = performance.now();
      const storageState = known && at - known.usedAt < keptForMs ? known.state : undefined;
      const context = await browser.newContext({
        ...contextOptions,
        viewport,
        baseURL,
        locale,
        timezoneId,
        ...(storageState ? { storageState } : {}),
      });
      contexts.push(context);
      const page = await context.newPage();
      listen(page, complaints);
      if (!storageState) await signIn(page, username);
      signedIn.set(username, { state: storageState ?? (await context.storageState()), usedAt: at });
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  stranger: async ({ browser, complaints, contextOptions, viewport, baseURL, locale, timezoneId }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, viewport, baseURL, locale, timezoneId });
      contexts.push(context);
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** Holds back what the page sends there until told otherwise: what a person does meanwhile can be told of. */
export async function holdBack(page: Page, to: string): Promise<() => void> {
  let release: () => void;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(to, async (route) => {
    if (route.request().method() === 'POST') await released;
    await route.continue();
  });
  return () => release();
}

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe objects to on the page as it stands: `rule: elements`. Pages of the product have no frames, and axe looks into none. */
async function violationsOf(page: Page): Promise<string[]> {
  expect(page.frames(), `frames at ${page.url()}`).toHaveLength(1);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // Violations alone are described: a page's thousand passes would take many times as long as finding them.
  const options: axe.RunOptions = { runOnly: standard, resultTypes: ['violations'] };
  return page.evaluate(async (given) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, given);
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    );
  }, options);
}

/** Waits until what was begun is drawn: a button that has just become one to be pressed has for a moment the colours it had before. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What axe objects to, and objects to again: a page whose script begins its work meanwhile is looked at a second time. */
async function lastingViolations(page: Page): Promise<string[]> {
  await atRest(page);
  const seen = await violationsOf(page);
  if (!seen.length) return seen;
  await atRest(page);
  return violationsOf(page);
}

/** WCAG 2.2 AA as far as axe can tell, and nothing that must be scrolled sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // After a link is followed the title comes a moment after the page.
  await expect(page).toHaveTitle(/./);
  // From the top: what lies half under the bar that stays there is not smaller for it.
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await lastingViolations(page), `axe at ${page.url()}`).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `pixels wider than the screen at ${page.url()}`).toBeLessThanOrEqual(0);
}
