import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** The pages wait for a machine that does much else at the same time. */
const patience = { timeout: 30_000 };

/** 发布 by the author, from the notice's page; at an hour at which nothing goes out, the Office lets it out. Ends there, published. */
export async function publishNow(page: Page, inOffice: () => Promise<Page>): Promise<void> {
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const state = page.getByText(/^(已发布|待自动发布)$/).first();
  await expect(state).toBeVisible(patience);
  if ((await state.textContent()) === '待自动发布') {
    const office = await inOffice();
    await office.goto(page.url());
    const release = office.getByRole('button', { name: '时段外发布' });
    // The window may have opened meanwhile.
    await expect(release.or(office.getByText('已发布', { exact: true })).first()).toBeVisible(patience);
    if (await release.isVisible()) {
      await release.click();
      await office.getByLabel('发布理由').fill('须当日知悉');
      await office.getByRole('button', { name: '确认发布' }).click();
      await expect(office.getByText(/^已发布到 \d+ 个群/).first()).toBeVisible(patience);
    }
  }
  await page.reload();
  await expect(page.getByText('已发布', { exact: true }).first()).toBeVisible();
}
