import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

test.describe.configure({ timeout: 240_000 });

/** Members nobody else's story has to do with: the baseline enters them. */
const members = ['甄小北', '甄小南', '甄大东', '甄大西', '甄中正'];

async function choose(page: Page, label: string | RegExp, typed: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

/** The Office makes a group for the chat that is there already, with 董伟民 as its administrator. */
async function makeGroup(office: Page, name: string): Promise<string> {
  await office.goto('/admin/groups/new');
  await office.getByLabel('群名称').fill(name);
  await choose(office, '归口单位', '望江', /望江社区/);
  await office.getByLabel('用途').fill('望江社区网格员日常联络');
  await choose(office, /第 1 位/, '董伟民', /董伟民/);
  await office.getByRole('button', { name: '建立工作群' }).click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(name);
  return new URL(office.url()).pathname;
}

const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** Takes a step of a line and waits until the line says so. */
async function step(
  page: Page,
  line: string,
  button: string,
  done: RegExp | string,
  sure = false,
): Promise<void> {
  const row = rowOf(page, line).first();
  await row.getByRole('button', { name: button }).click();
  if (sure) await row.getByRole('button', { name: '确定' }).click();
  await expect(page.getByText(done).first()).toBeVisible();
}

test('a group that was there before gets its register, and its chat is compared with it', async ({ as }) => {
  const name = `望江网格群${Date.now() % 100_000}`;
  const office = await as('office');
  const group = await makeGroup(office, name);

  const admin = await as('head.wangjiang');
  await admin.goto(group);
  await admin.getByRole('link', { name: '存量登记' }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('存量登记');
  await expectAccessible(admin);
  await admin
    .getByLabel('群成员名单')
    .fill(`群成员(6)\n群主\n${members.map((one) => `望江${one}`).join('\n')}\n开心每一天`);
  await admin.getByRole('button', { name: '核对名单' }).click();
  await expect(rowOf(admin, '开心每一天')).toContainText('需要核对');
  await rowOf(admin, '开心每一天').getByRole('button', { name: '不纳入' }).click();
  await expect(rowOf(admin, '开心每一天').getByRole('button', { name: '重新纳入' })).toBeVisible();
  await admin.getByRole('button', { name: '确认名单属实' }).click();
  await admin.getByRole('button', { name: '确认名单属实' }).click();
  await expect(admin.getByText('等待街道办公室确认。')).toBeVisible();

  const office2 = await as('office2');
  await office2.goto(`${group}/baseline`);
  await office2.getByRole('button', { name: '确认并登记' }).click();
  await office2.getByRole('button', { name: '确认并登记' }).click();
  await expect(office2.getByText('存量登记已完成，此后入群请走入群申请')).toBeVisible();
  await expectAccessible(office2);

  await admin.goto(group);
  await admin.getByRole('link', { name: '花名册比对' }).click();
  const list = ['群成员(5)', '望江甄小北', '网格员甄小南', '望江甄大夕', '望江 - 甄中正', '快递老周'].join(
    '\n',
  );
  await admin.getByLabel('群成员名单').fill(list);
  await admin.getByRole('button', { name: '开始比对' }).click();
  await expect(rowOf(admin, '快递老周')).toContainText('未经审批');
  await expect(rowOf(admin, '甄大东')).toContainText('不在群里');
  await expect(rowOf(admin, '网格员甄小南')).toContainText('昵称不规范');
  await expect(rowOf(admin, '望江甄大夕')).toContainText('疑似同一人');
  await expectAccessible(admin);

  await step(admin, '快递老周', '移出群…', '移出办理单已下达', true);
  await step(admin, '甄大东', '重新拉入群', '已下达甄大东的加入办理单');
  await step(admin, '网格员甄小南', '下达改名办理单', '已下达甄小南的改名办理单');
  await step(admin, '望江甄大夕', '确认是同一人', '已确认是甄大西');
  await expect(rowOf(admin, '望江甄大夕')).toContainText('昵称不规范');
  await step(admin, '望江甄大夕', '下达改名办理单', '已下达甄大西的改名办理单');
  await expect(admin.getByText('已全部处理')).toBeVisible();
  await admin.getByRole('link', { name: /^未经审批/ }).click();
  await expect(rowOf(admin, '快递老周')).toContainText(/已下达移出办理单.*OD-\d{4}-\d{4,}（待办理）/);

  await admin.goto('/orders');
  await expect(admin.getByText(name).first()).toBeVisible();
  await expect(admin.getByText('快递老周').first()).toBeVisible();
});
