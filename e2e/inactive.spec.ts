import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

const main = (page: Page): Locator => page.getByRole('main');
const boxes = (page: Page): Locator => main(page).getByRole('checkbox', { name: /^选择 / });

/** Ticks the first row that can be answered and gives its name. */
async function tick(page: Page, row = 0): Promise<string> {
  const box = boxes(page).nth(row);
  const label = await box.getAttribute('aria-label');
  await box.check();
  return (label ?? '').replace('选择 ', '').split(' ')[0] ?? '';
}

/** The row of a person, whatever its state. */
const rowOf = (page: Page, name: string): Locator => main(page).getByRole('row', { name: new RegExp(name) });

test.describe.configure({ timeout: 180_000 });

test('a head keeps one member and lets another go; what a unit has not answered the Office decides', async ({
  as,
}) => {
  const head = await as('head.heping');
  await head.goto('/');
  await head.getByRole('link', { name: /和平社区 \d+ 人次长期没有活动/ }).click();
  await expect(head.getByRole('heading', { level: 1 })).toHaveText('不活跃成员清理');
  await expectAccessible(head);

  const kept = await tick(head);
  await head.getByRole('button', { name: '保留…' }).click();
  await head.getByRole('button', { name: '借调或外派中' }).click();
  await expectAccessible(head);
  await head.getByRole('button', { name: '保留 1 人次' }).click();
  await expect(head.getByText('已保留 1 人次').first()).toBeVisible();
  await expect(rowOf(head, kept)).toBeHidden();

  const removed = await tick(head);
  await head.getByRole('button', { name: '移出…' }).click();
  await head.getByRole('button', { name: '确认移出 1 人次' }).click();
  await expect(head.getByText('已移出 1 人次').first()).toBeVisible();
  await expect(rowOf(head, removed)).toBeHidden();

  await head.goto('/inactive?status=kept,removed&sort=due');
  await expect(rowOf(head, kept).first()).toContainText('借调或外派中');
  await expect(rowOf(head, removed).first()).toContainText('已退群');
  await expectAccessible(head);

  const office = await as('office');
  await office.goto('/inactive?status=escalated&sort=due');
  await expect(main(office).getByText('单位逾期未答复').first()).toBeVisible();
  await expectAccessible(office);
  const decided = await tick(office);
  await office.getByRole('button', { name: '保留…' }).click();
  await office.getByLabel('保留理由').fill('已电话核实，仍在岗');
  await office.getByRole('button', { name: '保留 1 人次' }).click();
  await expect(office.getByText('已保留 1 人次').first()).toBeVisible();
  await office.goto(`/inactive?status=kept&q=${encodeURIComponent(decided)}`);
  await expect(rowOf(office, decided).filter({ hasText: '周敏' }).first()).toContainText(
    '已电话核实，仍在岗',
  );
});

test('a delegate answers for his head, and the list says so', async ({ as }) => {
  const delegate = await as('pingan.gao');
  await delegate.goto('/inactive');
  const name = await tick(delegate);
  await delegate.getByRole('button', { name: '保留…' }).click();
  await delegate.getByRole('button', { name: '只需接收通知' }).click();
  await delegate.getByRole('button', { name: '保留 1 人次' }).click();
  await expect(delegate.getByText('已保留 1 人次').first()).toBeVisible();

  const head = await as('head.pingan');
  await head.goto('/inactive?status=kept&sort=due');
  await expect(rowOf(head, name).first()).toContainText('高翔（代宋涛）');
});

test('the Office sees beforehand whom a sweep would ask, and which groups it leaves out', async ({ as }) => {
  const office = await as('office2');
  await office.goto('/inactive');
  await office.getByRole('link', { name: '发起清理' }).click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText('发起清理');
  await office.getByText(/个群的记录不足以判断/).click();
  await expect(office.getByText(/尚未导入聊天记录：.*和平社区工作群/)).toBeVisible();
  await expectAccessible(office);
});
