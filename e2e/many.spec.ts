import type { Page } from '@playwright/test';
import { workbookOf } from '../db/testing/workbooks';
import { expect, expectAccessible, holdBack, test } from './fixtures';

/** Both widths share one street: each has a head of its own, and people nobody knows, with numbers the street has not handed out. */
const stage = {
  desktop: { head: 'head.changqing', office: 'office2', unit: '长青', prefix: '1330001' },
  phone: { head: 'head.wangjiang', office: 'office3', unit: '望江', prefix: '1330002' },
} as const;
const stageOf = (project: string) => stage[project as keyof typeof stage];
const names = ['安子涵', '卜一凡', '车晓东', '戴建军', '鄂思远', '丰雨桐', '葛志强', '惠文静', '计海燕'];
const groups = ['和平社区工作群', '防汛应急群', '街道工作总群', '社区书记群', '平安建设群'];

function pastedList(prefix: string): string {
  const good = names.map((name, n) => `${name}\t${prefix}${8000 + n}\t网格员`);
  const bad = ['马大哈 1330000800 网格员', `${prefix}8090 志愿者`, `吴用 ${prefix}8091 社工 和平小区`];
  return [...good, ...bad, good[0]].join('\n');
}

/** Opens the form afresh, without what an earlier story has left in it. */
async function openForm(page: Page): Promise<void> {
  await page.goto('/membership');
  await page.getByRole('link', { name: '新建申请' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('新建申请');
  // What was left in it is offered by the time it can be sent.
  await expect(page.getByRole('button', { name: '提交申请' })).toBeEnabled();
  const clear = page.getByRole('button', { name: '清空' });
  if (await clear.count()) await clear.click();
}

async function copy(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((lines) => navigator.clipboard.writeText(lines), text);
}

test.describe.configure({ timeout: 120_000 });

test('twelve people from the clipboard into five groups, three with a mistake and one twice, in six interactions', async ({
  as,
}, info) => {
  const { head, prefix } = stageOf(info.project.name);
  const page = await as(head);
  await openForm(page);
  await page.goto('/membership');
  await copy(page, pastedList(prefix));
  let interactions = 0;
  const count = async (act: Promise<unknown>): Promise<void> => {
    interactions += 1;
    await act;
  };

  await count(page.getByRole('link', { name: '新建申请' }).first().click());
  await expect(page.getByRole('button', { name: '提交申请' })).toBeEnabled();
  await page.getByLabel('粘贴名单').focus();
  await count(page.keyboard.press('ControlOrMeta+V'));
  await expect(page.getByText('有误 4')).toBeVisible();
  await count(page.getByRole('combobox', { name: '工作群' }).fill(groups.join('、')));
  await count(page.keyboard.press('Enter'));
  await expect(page.getByText('可申请 5 个群')).toHaveCount(9);
  await expectAccessible(page);
  await count(page.getByRole('button', { name: '新到岗' }).click());
  await expect(page.getByText('将提交 45 项：9 人（其中新增人员 9 名），5 个群。')).toBeVisible();
  await count(page.getByRole('button', { name: '提交申请' }).dblclick());
  await expect(page.getByText('提交 45 项，4 行未提交')).toBeVisible();
  expect(interactions).toBeLessThanOrEqual(8);

  // Who stood there twice has been asked for: he is nobody new any more.
  await expect(page.getByRole('row').filter({ hasText: names[0] })).toContainText('已登记人员');

  // What was wrong is still there and can be mended in its place.
  await expect(page.getByText('请填写 11 位手机号，如 13800005678')).toBeVisible();
  await expect(page.getByText(/没有「和平小区」这个单位/)).toBeVisible();
  await page.getByRole('button', { name: '修改 马大哈' }).click();
  await page.getByLabel('手机号').fill(`${prefix}8092`);
  await page.getByRole('button', { name: '完成' }).click();
  await expect(
    page.getByText(
      '将提交 5 项：1 人（其中新增人员 1 名），5 个群；另有 5 项已在群中或已有申请，不重复提交。',
    ),
  ).toBeVisible();

  await page.getByRole('link', { name: '查看已提交的申请' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('同批申请');
  await expect(page.getByText('9 人，5 个群')).toBeVisible();
  await expectAccessible(page);
  const batch = page.url();

  const office = await as('office');
  await office.goto(batch);
  await office.getByRole('checkbox', { name: '选择 安子涵' }).check();
  await office.getByRole('checkbox', { name: '选择 卜一凡' }).check();
  await expect(office.getByText('已选 2 人', { exact: true })).toBeVisible();
  await office.getByRole('button', { name: '通过 2 人 10 件' }).click();
  await expect(office.getByText('已通过 10 件')).toBeVisible();
  await office.getByRole('checkbox', { name: '选择 车晓东' }).check();
  await office.getByRole('button', { name: '驳回…' }).click();
  await office.getByLabel('审核意见').fill('已调离，请勿入群');
  await office.getByRole('button', { name: '驳回 5 件' }).click();
  await expect(office.getByText('已驳回 5 件', { exact: true })).toBeVisible();
  // The rest waits; another story, told at the same time, may have decided one of them.
  await expect(office.getByText(/待审核 (30|29) 件/)).toBeVisible();
  await expectAccessible(office);
});

test('a form half filled in is there again after the tab was closed', async ({ as }, info) => {
  const { head, prefix } = stageOf(info.project.name);
  const page = await as(head);
  await openForm(page);
  await copy(page, `严小满 ${prefix}8201 社工\n水若寒 ${prefix}8202 社工`);
  const lines = page.getByLabel('粘贴名单');
  const answer = await holdBack(page, '**/api/joins/read');
  await lines.focus();
  await page.keyboard.press('ControlOrMeta+V');
  // What is typed while the lines are read would be cleared with them.
  await expect(lines).not.toBeEditable();
  await expect(page.getByRole('button', { name: '加入名单' })).toBeDisabled();
  answer();
  await expect(lines).toHaveValue('');
  await expect(page.getByText('严小满').first()).toBeVisible();
  // Whoever was only typed is not left out in silence.
  await lines.fill(`路遥知 ${prefix}8203 社工`);
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByText(/里还有内容没有加入名单/)).toBeVisible();
  await page.getByRole('button', { name: '加入名单' }).click();
  await expect(page.getByText('路遥知').first()).toBeVisible();
  await expect(page.getByText(/里还有内容没有加入名单/)).toHaveCount(0);
  await page.getByLabel('申请事由').fill('参与专项工作，防汛值守');
  await expect(page.getByText('填写内容已自动保存')).toBeVisible();
  await expectAccessible(page);
  await page.close();

  const again = await as(head);
  await again.goto('/membership/new');
  await expect(again.getByText(/已恢复 .* 未提交的内容/)).toBeVisible();
  await expect(again.getByText('水若寒').first()).toBeVisible();
  await expect(again.getByLabel('申请事由')).toHaveValue('参与专项工作，防汛值守');
  await again.getByRole('button', { name: '清空' }).click();
  await expect(again.getByText('水若寒')).toHaveCount(0);
  await expect(again.getByText('填写内容已自动保存')).toBeVisible();
});

test.describe('with an ended session', () => {
  test.use({ tolerated: [/401/] });

  test('the form keeps what it holds, and is sent after signing in again', async ({ stranger }, info) => {
    const { head, prefix } = stageOf(info.project.name);
    const page = await stranger();
    const signIn = async (tab: Page) => {
      await tab.getByLabel('用户名').fill(head);
      await tab.getByLabel('密码', { exact: true }).fill('Qunxu-demo-2026');
      await tab.getByRole('button', { name: '登录', exact: true }).click();
      await expect(tab.getByRole('heading', { level: 1 })).toHaveText('工作台');
    };
    await page.goto('/login');
    await signIn(page);
    await openForm(page);
    await page.getByRole('combobox', { name: '工作群' }).fill('fxyj');
    await page.getByRole('option', { name: '防汛应急群' }).click();
    await copy(page, `池边柳 ${prefix}8301 社工`);
    await page.getByLabel('粘贴名单').focus();
    await page.keyboard.press('ControlOrMeta+V');
    await page.getByRole('button', { name: '新到岗' }).click();
    await expect(page.getByText(/将提交 1 项/)).toBeVisible();
    await expect(page.getByText('填写内容已自动保存')).toBeVisible();

    await page.context().clearCookies();
    await page.getByRole('button', { name: '提交申请' }).click();
    await expect(page.getByText(/登录已失效，请重新登录后再提交/)).toBeVisible();
    const other = await page.context().newPage();
    await other.goto('/login');
    await signIn(other);
    await page.getByRole('button', { name: '提交申请' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^申请 RQ-/);
  });
});

test.describe('with a sheet', () => {
  // The browser's own line about a file that was refused.
  test.use({ tolerated: [/422/] });

  test('a sheet with mistakes is shown row by row, and what is no sheet is refused in words', async ({
    as,
  }, info) => {
    const { office, unit, prefix } = stageOf(info.project.name);
    const page = await as(office);
    await openForm(page);
    const rows = Array.from({ length: 60 }, (_, n) => [
      `甲${'子丑寅卯辰巳午未申酉'[n % 10]}`,
      `${prefix}${8400 + n}`,
      '社工',
      unit,
    ]);
    const broken = rows.map((row, n) => (n % 20 === 7 ? [row[0] ?? '', '133', '', '和平小区'] : row));
    const file = await workbookOf([['姓名', '手机号', '职务', '单位'], ...broken]);
    const choose = (name: string, buffer: Buffer) =>
      page.getByLabel('从 Excel 导入').setInputFiles({
        name,
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer,
      });
    await choose('名单.xlsx', Buffer.from(file));
    await expect(page.getByRole('button', { name: '有误 3' })).toBeVisible();
    await page.getByRole('button', { name: '有误 3' }).click();
    await expect(page.getByText('请填写 11 位手机号，如 13800005678')).toHaveCount(3);
    await expectAccessible(page);
    await choose('假的.xlsx', Buffer.from('不是表格'));
    await expect(page.getByRole('alert').filter({ hasText: '不是 Excel 工作簿' })).toBeVisible();
    await expect(page.getByText('填写内容已自动保存')).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: '清空' }).click();
    await expect(page.getByText('填写内容已自动保存')).toBeVisible();
  });
});
