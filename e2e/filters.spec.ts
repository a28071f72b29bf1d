import { expect, test } from './fixtures';

test('a filter’s menu closes when something is chosen, and opens again for a second choice', async ({
  as,
}) => {
  const page = await as('office');
  await page.goto('/notices');
  const chip = page.locator('summary').filter({ hasText: /^状态/ });
  const choice = (name: string) => page.getByRole('link', { name, exact: true });
  await chip.click();
  await choice('已发布').click();
  await expect(page).toHaveURL(/status=published/);
  await expect(chip).toHaveText('状态：已发布');
  await expect(choice('审核中')).toBeHidden();

  await chip.click();
  await choice('审核中').click();
  await expect(page).toHaveURL(/status=published(,|%2C)in_review/);
  await expect(choice('审核中')).toBeHidden();
});
