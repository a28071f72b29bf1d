import type { Page } from '@playwright/test';
import { expect, expectAccessible, holdBack, test } from './fixtures';

/** A word nobody has listed, of this run. */
const word = `禁词${Array.from(String(Date.now()).slice(-6), (digit) => '零壹贰叁肆伍陆柒捌玖'[Number(digit)]).join('')}`;
const id = '11010519491231002X';

async function screen(page: Page, text: string): Promise<void> {
  await page.goto('/admin/screening');
  await page.getByLabel('粘贴文字').fill(text);
  await page.getByRole('button', { name: '筛查', exact: true }).click();
  await expect(page.getByText(/没有命中|阻止 \d|警示 \d|提示 \d/).first()).toBeVisible();
}

async function giveReason(page: Page, label: string, button: string): Promise<void> {
  await page.getByLabel(label).fill('演练');
  await page.getByRole('button', { name: button }).last().click();
}

test('the Office tries a text, lists a word of its own, and takes it back', async ({ as }) => {
  const page = await as('office3');
  await screen(page, `请联系 13800001234，身份证 ${id}，${word}`);
  const hits = page.getByRole('table', { name: '命中结果' });
  await expect(hits.getByRole('row')).toHaveCount(3);
  await expect(hits.getByRole('row', { name: /身份证号码/ })).toContainText('阻止');
  await expect(hits.getByRole('row', { name: /手机号码/ })).toContainText('警示');
  await expect(page.getByTestId('marked-text').locator('mark')).toHaveCount(2);
  await expect(page.getByText('1101************2X')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: '词库', exact: true }).click();
  await page.getByLabel('词条', { exact: true }).fill(word);
  await page.getByLabel('类别').selectOption('4');
  await page.getByLabel('级别').selectOption('block');
  await page.getByLabel('说明', { exact: true }).fill('演练用');
  await page.getByLabel('原因', { exact: true }).fill('演练');
  await page.getByRole('button', { name: '新增词条' }).click();
  await expect(page.getByRole('row', { name: word })).toBeVisible();
  await expectAccessible(page);

  const disguised = [...word].join(' ');
  await screen(page, `今天${disguised}了`);
  await expect(hits.getByRole('row', { name: /演练用/ })).toContainText('阻止');
  await expect(page.getByText(`今天${'＊'.repeat(word.length).split('').join(' ')}了`)).toBeVisible();

  await page.goto(`/admin/screening/words?q=${encodeURIComponent(word)}`);
  await page.getByRole('checkbox', { name: `选择 ${word}` }).check();
  await page.getByRole('button', { name: '停用' }).click();
  await giveReason(page, '停用原因', '停用 1 条');
  await expect(page.getByRole('row', { name: word })).toContainText('停用');
  await screen(page, `今天${word}了`);
  await expect(page.getByText('没有命中').first()).toBeVisible();

  await page.getByRole('link', { name: '版本', exact: true }).click();
  await page
    .getByRole('row', { name: /新增词条/ })
    .first()
    .getByRole('link')
    .click();
  await expect(page.getByRole('row', { name: word })).toContainText('新增');
  await page.getByRole('button', { name: /恢复到第/ }).click();
  await expectAccessible(page);
  await giveReason(page, '恢复原因', '恢复到第');
  await expect(page.getByText('现行版本')).toBeVisible();
  await screen(page, `今天${word}了`);
  await expect(hits.getByRole('row', { name: /演练用/ })).toBeVisible();
});

test('what is written while a text is looked through stays', async ({ as }) => {
  const page = await as('office3');
  await page.goto('/admin/screening');
  const box = page.getByLabel('粘贴文字');
  await box.fill('今天开会');
  const answer = await holdBack(page, '**/admin/screening');
  await page.getByRole('button', { name: '筛查', exact: true }).click();
  await box.fill('今天开会，下午两点');
  answer();
  await expect(page.getByText('没有命中')).toBeVisible();
  await expect(box).toHaveValue('今天开会，下午两点');
});

test('the Office imports a list after looking at what it would do', async ({ as }) => {
  const page = await as('office3');
  const fresh = [`${word}甲`, `${word}乙`];
  await page.goto('/admin/screening/import');
  await page.getByLabel('类别').selectOption('6');
  const list = page.getByLabel('粘贴词条');
  await list.fill(`${word}丙`);
  const answer = await holdBack(page, '**/api/files/**');
  const check = page.getByRole('button', { name: '核对' });
  await check.click();
  await expect(page.getByText('正在逐条核对，请稍候…')).toBeVisible();
  await list.fill([...fresh, fresh[0], '单'].join('\n'));
  answer();
  // What was checked is not the list that stands there now: it is to be checked again.
  await expect(page.getByText('正在逐条核对，请稍候…')).toBeHidden();
  await expect(page.getByRole('button', { name: '导入 1 条' })).toHaveCount(0);
  await check.click();
  await expect(page.getByText('第 4 行 单：至少两个字，单字会大量误报')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('导入原因').fill('演练');
  await page.getByRole('button', { name: '导入 2 条' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/词库第 \d+ 版/);
  await expect(page.getByRole('row', { name: fresh[1] })).toContainText('新增');
  await expectAccessible(page);
});
