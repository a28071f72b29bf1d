import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { expect, expectAccessible, test } from './fixtures';

/** Phones of each width's own people, since both run against the same street. */
const series: Record<string, string> = { desktop: '1770001', phone: '1770002' };
const family: Record<string, string> = { desktop: '桌', phone: '掌' };
/** One sheet at a time is read for a person, so that the two widths are two people of the Office. */
const offices: Record<string, string> = { desktop: 'office', phone: 'office2' };

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const workbook = async (book: ExcelJS.Workbook, name: string) => ({
  name,
  mimeType: type,
  buffer: Buffer.from(await book.xlsx.writeBuffer()),
});

/** The template with rows filled in, as somebody saves it. */
async function filled(template: Buffer, rows: string[][]): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(template).buffer as never);
  const page = book.worksheets[0];
  for (const [index, row] of rows.entries())
    for (const [column, text] of row.entries()) {
      const cell = page?.getRow(index + 2).getCell(column + 1);
      if (cell) cell.value = text;
    }
  return book;
}

async function saved(page: Page, link: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function send(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('Excel 文件').setInputFiles(file);
  await page.getByRole('button', { name: '上传并核对' }).click();
}

test('the Office imports people from a sheet, the good rows first, then the one put right', async ({
  as,
  tolerated,
}, { project }) => {
  // The browser's own line about the file that is refused.
  tolerated.push(/status of 422/);
  const phones = series[project.name] ?? '1770003';
  const surname = family[project.name] ?? '外';
  const page = await as(offices[project.name] ?? 'office3');
  await page.goto('/admin/people');
  await page.getByRole('link', { name: '导入', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('导入人员');
  await expectAccessible(page);
  const template = await saved(page, '下载人员模板');
  expect(template.name).toBe('人员导入模板.xlsx');

  const locked = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  await send(page, { name: '加密.xlsx', mimeType: type, buffer: locked });
  await expect(page.getByText('文件已加密，请去掉密码后再上传')).toBeVisible();

  const book = await filled(template.bytes, [
    [`${surname}大明`, '和平社区', '网格员', `${phones}0001`, '', '新华社区'],
    [`${surname}小丽`, '和平社去', '网格员', `${phones}0002`],
  ]);
  await send(page, await workbook(book, '新到岗人员.xlsx'));
  await expect(page.getByText('新到岗人员.xlsx')).toBeVisible();
  await expect(page.getByText('没有「和平社去」这个单位')).toBeVisible();
  await expect(page.getByText(`第 2 行　${surname}大明`)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '确认导入 1 人' }).click();
  await page.getByRole('button', { name: '开始导入' }).click();
  await expect(page.getByText('已导入').first()).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);

  const wrong = await saved(page, '下载有错误的 1 行');
  const again = await filled(wrong.bytes, [[`${surname}小丽`, '和平社区']]);
  await page.goto('/admin/people/import');
  await send(page, await workbook(again, '改正.xlsx'));
  await page.getByRole('button', { name: '确认导入 1 人' }).click();
  await page.getByRole('button', { name: '开始导入' }).click();
  await expect(page.getByText('已导入').first()).toBeVisible({ timeout: 30_000 });

  await page.goto(`/admin/people?q=${encodeURIComponent(surname)}`);
  await expect(page.getByText(`${surname}小丽`)).toBeVisible();
  await page.getByRole('link', { name: new RegExp(`${surname}大明`) }).click();
  await expect(page.getByText('新华社区').first()).toBeVisible();
});
