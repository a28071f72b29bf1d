import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

const boxes = (page: Page) => page.getByRole('main').getByRole('checkbox', { name: /^选择 / });

test.describe.configure({ timeout: 180_000 });

test('the Office approves many and rejects one of them, in four interactions', async ({ as }) => {
  const page = await as('office2');
  await page.goto('/membership?status=submitted&wait=me&sort=due');
  await expectAccessible(page);
  // The longest overdue stands first.
  await expect(page.locator('main [data-row]').first()).toContainText(/逾期/);
  // Those for one group only: other stories decide on the rest.
  await page.goto(`/membership?status=submitted&wait=me&sort=due&q=${encodeURIComponent('街道工作总群')}`);
  const count = await boxes(page).count();
  expect(count).toBeGreaterThan(2);
  const bad = ((await boxes(page).nth(1).getAttribute('aria-label')) ?? '').replace('选择 ', '');

  await page.getByRole('checkbox', { name: '全选本页' }).check();
  await page.getByRole('checkbox', { name: `驳回 ${bad}` }).check();
  await page.getByRole('button', { name: '不承担此项工作' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: `通过 ${count - 1} 件，驳回 1 件` }).click();

  await expect(page.getByText(`已审核 ${count} 件`).first()).toBeVisible();
  await page.goto(`/membership?q=${bad.split(' ')[1]}`);
  await page
    .getByRole('main')
    .getByRole('link', { name: bad.split(' ')[0] ?? '' })
    .first()
    .click();
  await expect(page.getByText('不承担此项工作').first()).toBeVisible();
  await expect(page.getByText('已驳回').first()).toBeVisible();
});

test('what was asked for one person at once is one line, on which each group is decided by itself', async ({
  as,
}) => {
  const head = await as('head.dongfeng');
  await head.goto('/membership/new');
  await expect(head.getByRole('button', { name: '提交申请' })).toBeEnabled();
  await head.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await head.evaluate(() => navigator.clipboard.writeText('阙晓舟 13300038101 社工'));
  await head.getByLabel('粘贴名单').focus();
  await head.keyboard.press('ControlOrMeta+V');
  await expect(head.getByText('阙晓舟').first()).toBeVisible();
  await head.getByRole('combobox', { name: '工作群' }).fill('防汛应急群、社区书记群');
  await head.keyboard.press('Enter');
  await head.getByRole('button', { name: '新到岗' }).click();
  await expect(head.getByText(/将提交 2 项/)).toBeVisible();
  await head.getByRole('button', { name: '提交申请' }).click();
  await expect(head.getByText(/提交 2 项/).first()).toBeVisible();

  const page = await as('office3');
  await page.goto(`/membership?status=submitted&q=${encodeURIComponent('阙晓舟')}`);
  await expect(page.getByText('共 2 件（1 行）')).toBeVisible();
  await expect(page.locator('main [data-row]')).toHaveCount(1);
  await page.getByRole('checkbox', { name: '全选 阙晓舟 2 个群' }).check();
  await expect(page.getByRole('checkbox', { name: '全选本页' })).toBeChecked();
  await page.getByRole('checkbox', { name: /^驳回 阙晓舟 RQ-.* 社区书记群$/ }).check();
  await page.getByRole('button', { name: '不承担此项工作' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '通过 1 件，驳回 1 件' }).click();
  await expect(page.getByText('已审核 2 件').first()).toBeVisible();
  await page.goto(`/membership?q=${encodeURIComponent('阙晓舟')}`);
  await expect(page.getByText('待办理 1')).toBeVisible();
  await expect(page.getByText('已驳回 1')).toBeVisible();
  await expectAccessible(page);
});

test('what is being written is not led away from when the session has ended meanwhile', async ({ as }) => {
  const page = await as('office3');
  await page.goto('/membership?status=submitted&wait=me&sort=due');
  await boxes(page).first().check();
  await page.getByRole('button', { name: '驳回…' }).click();
  const reason = page.getByLabel('审核意见');
  await reason.fill('不承担此项工作');
  await page.context().clearCookies();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.evaluate(() => {
    const real = Date.now;
    // Somebody comes back to the window after an hour.
    Date.now = () => real() + 3_600_000;
    window.dispatchEvent(new Event('focus'));
  });
  await expect(reason).toHaveValue('不承担此项工作');
  expect(asked).toEqual([]);
  // With nothing written any more the page is read again.
  await page.getByRole('button', { name: '取消', exact: true }).click();
  await page.getByRole('button', { name: '取消选择' }).click();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录');
});

test('the keyboard goes from row to row, ticks, and opens', async ({ as }) => {
  const page = await as('office3');
  await page.goto('/membership?status=done');
  const link = (row: number) => page.locator('main [data-row]').nth(row).locator('[data-row-link]');
  // The first key may come before the page listens.
  await expect(async () => {
    // From the top: one key too many must not leave the first row behind.
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.keyboard.press('j');
    await expect(link(0)).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('j');
  await expect(link(1)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^申请 RQ-/ })).toBeVisible();
});
