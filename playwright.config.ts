import { defineConfig } from '@playwright/test';

/**
 * The stories run against a product that is up: `npm test -- e2e` starts one with the demonstration street and says where
 * by BASE_URL; without it they go to a product of yours on port 3000.
 */
const executablePath = process.env.PLAYWRIGHT_CHROMIUM;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.BASE_URL ?? 'http://localhost:3000',
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Nothing fades: a message caught half way has too little contrast.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every step costs a third of the time: `npm test -- e2e leave --trace retain-on-failure` when one is needed.
    trace: 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        // Chromium refuses its sandbox to root.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true },
      // Both widths share one street: dictionaries have one history, and who has decided or answered all leaves nothing to the other.
      // Every page is looked at by one visit at both widths.
      testIgnore: [
        '**/every-page.spec.ts',
        '**/screening.spec.ts',
        '**/decide.spec.ts',
        '**/inactive.spec.ts',
        '**/evening.spec.ts',
        '**/vacant-head.spec.ts',
      ],
    },
  ],
});
