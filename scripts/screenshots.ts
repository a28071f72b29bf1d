/**
 * Takes the README's pictures from a running product with the demonstration street (BASE_URL, else http://localhost:3000).
 * `npm run screenshots`
 */
import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from './testing/browser.ts';

const base = process.env.BASE_URL ?? 'http://localhost:3000';
const folder = 'docs/screenshots';
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

interface Picture {
  file: string;
  account: string;
  path: string;
  viewport: typeof desktop;
  before?: (page: Page) => Promise<void>;
}

async function fillRequest(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: '人员' }).fill('zgl');
  await page.getByRole('option', { name: '钟国磊' }).click();
  await page.getByRole('combobox', { name: '工作群' }).fill('hpsq');
  await page.getByRole('option', { name: '和平社区工作群' }).click();
  await page.getByRole('button', { name: '新到岗' }).click();
  await page.getByText('和平钟国磊').first().waitFor();
}

const pictures: readonly Picture[] = [
  { file: 'workbench', account: 'office', path: '/', viewport: desktop },
  { file: 'membership', account: 'office', path: '/membership', viewport: desktop },
  {
    file: 'membership-new',
    account: 'head.heping',
    path: '/membership/new',
    viewport: desktop,
    before: fillRequest,
  },
  { file: 'order-phone', account: 'heping.zhang', path: '/orders', viewport: phone },
];

async function take(browser: Browser, { file, account, path, viewport, before }: Picture): Promise<void> {
  const context = await browser.newContext({
    baseURL: base,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('用户名').fill(account);
  await page.getByLabel('密码', { exact: true }).fill('Qunxu-demo-2026');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
  await page.goto(path);
  await before?.(page);
  await page.screenshot({ path: `${folder}/${file}.png` });
  await context.close();
}

mkdirSync(folder, { recursive: true });
const executablePath = findBrowser(process.env) ?? undefined;
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: sandbox });
for (const picture of pictures) await take(browser, picture);
await browser.close();
