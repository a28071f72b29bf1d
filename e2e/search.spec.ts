import { expect, expectAccessible, test } from './fixtures';

test('what was searched for stays in the box, and is marked in what was found', async ({ as }, {
  project,
}) => {
  const phone = project.name === 'phone';
  const page = await as('office');
  await page.goto('/search?q=%E9%98%B2%E6%B1%9B');
  const around = phone ? page.getByRole('main') : page.getByRole('banner');
  const box = around.getByRole('searchbox', { name: '全站搜索' });
  await expect(box).toHaveValue('防汛');
  await expect(page.locator('mark', { hasText: '防汛' }).first()).toBeVisible();
  await expect(page.getByText(/NT-\d+-\d+ · .+ · \d{4}-\d\d-\d\d 周. \d\d:\d\d 发布/).first()).toBeVisible();
  await expectAccessible(page);

  await box.fill('物资');
  await box.press('Enter');
  await expect(page).toHaveURL(/q=%E7%89%A9%E8%B5%84/);
  await expect(box).toHaveValue('物资');
  if (phone) return;
  // Elsewhere there is nothing that one was looking for.
  await page.getByRole('link', { name: /^工作台/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('工作台');
  await expect(box).toHaveValue('');
});
