import { expect, expectAccessible, test } from './fixtures';

test.describe.configure({ timeout: 120_000 });

test('the result of a verification asked for comes to the page by itself', async ({ as }) => {
  const page = await as('auditor');
  await page.goto('/admin/audit/proof');
  await page.getByRole('button', { name: '立即核对' }).click();
  await expect(page.getByText('核对完成，结果见下')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('table', { name: '核对记录' }).getByText('完好').first()).toBeVisible();
  await expectAccessible(page);
});
