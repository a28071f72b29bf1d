import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import { publishNow } from './publish-now';

interface Stage {
  author: string;
  /** Who approves what the author wrote; what a head writes he issues himself. */
  head: string | null;
  group: string;
  reader: string;
  readerName: string;
  readerUnit: string;
  matter: string;
}

/** For each width a unit, a group and a reader of its own: both run against the same street. */
const stages: Record<string, Stage> = {
  desktop: {
    author: 'pingan.gao',
    head: 'head.pingan',
    group: '平安建设群',
    reader: 'head.heping',
    readerName: '李娟',
    readerUnit: '和平社区',
    matter: '矛盾纠纷排查',
  },
  phone: {
    author: 'head.caizheng',
    head: null,
    group: '财务工作群',
    reader: 'head.chengguan',
    readerName: '王磊',
    readerUnit: '城市管理办公室',
    matter: '年终决算培训',
  },
};

test.describe.configure({ timeout: 300_000 });

/** A page that has been asked for while much else goes on. */
const patience = { timeout: 30_000 };

/** Writes a notice that wants an acknowledgement, as a draft first, and submits it; ends on its page. */
async function writeWanting(page: Page, { group, matter }: Stage): Promise<string> {
  // A number of its own: told again on the same street, it is no repeat of what was published before.
  const title = `关于参加${matter}的通知（${Date.now() % 100_000}）`;
  await page.goto('/notices/new');
  await page.getByRole('button', { name: '选择目标群' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: new RegExp(group) }).check();
  await dialog.getByRole('button', { name: '完成' }).click();
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page.getByLabel('正文').fill(`请各单位安排专人负责${matter}，知悉后报送一名联系人。`);
  await page.getByText('回执和发布时间').click();
  await page.getByRole('radio', { name: '要求点“我已知悉”' }).check();
  await expect(page.getByLabel(/回执截止时间/)).not.toHaveValue('');
  await page.getByRole('radio', { name: '审核通过后由我发布' }).check();
  await expect(page.getByText('草稿已自动保存')).toBeVisible(patience);
  await expect(page).toHaveURL(/\/edit$/);
  await page.reload();
  await expect(page.getByLabel('标题', { exact: true })).toHaveValue(title);
  await page.getByRole('button', { name: /^(提交审核|签发)$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, patience);
  return title;
}

async function approve(page: Page, address: string): Promise<void> {
  await page.goto(address.replace('/notices/', '/review/'));
  for (const name of [/真实性/, /准确性/, /规范性/]) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: '通过', exact: true }).click();
  await expect(page.getByText('已通过', { exact: true }).first()).toBeVisible(patience);
}

/** Opens the notice by its link as from a chat: signed out, then signed in, then there. */
async function openByLink(page: Page, address: string, reader: string, title: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录');
  await page.getByLabel('用户名').fill(reader);
  await page.getByLabel('密码', { exact: true }).fill('Qunxu-demo-2026');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, patience);
}

const peopleOf = (page: Page) => page.getByRole('table', { name: '已读与回执' }).locator('tbody tr');

/** Some who have not opened it yet, by name. */
async function missingPeople(page: Page, address: string): Promise<[string, string, string]> {
  await page.goto(`${address}/receipts?state=missing`);
  await expect(peopleOf(page).first()).toContainText('未读');
  const [first, second, third] = await peopleOf(page).evaluateAll((rows) =>
    rows.map((row) => row.querySelector('td span')?.textContent ?? ''),
  );
  if (!(first && second && third)) throw new Error('fewer than three are missing');
  return [first, second, third];
}

test('a notice goes from its draft to whom it is for, who acknowledge it through its link; the others are chased, and answer in the chat', async ({
  as,
  stranger,
}, info) => {
  const stage = stages[info.project.name] as Stage;
  const page = await as(stage.author);
  const title = await writeWanting(page, stage);
  const address = page.url();
  if (stage.head) {
    await approve(await as(stage.head), address);
    await page.reload();
  }
  await publishNow(page, () => as('office3'));

  const reader = await stranger();
  await openByLink(reader, address, stage.reader, title);
  await expect(reader.getByRole('heading', { name: '请确认知悉' })).toBeVisible();
  await expectAccessible(reader);
  await reader.getByLabel('回执内容').fill('已安排专人，本周内报送');
  await reader.getByRole('button', { name: '我已知悉' }).click();
  await expect(reader.getByText('确认：已安排专人，本周内报送')).toBeVisible(patience);
  await expect(reader.getByRole('button', { name: '我已知悉' })).toHaveCount(0);
  await expectAccessible(reader);

  await page.reload();
  const figures = page.getByRole('table', { name: '各单位已读与回执' });
  const unit = figures.getByRole('row').filter({ hasText: stage.readerUnit });
  await expect(unit.getByRole('cell').nth(1)).toHaveText('1');
  await expect(unit.getByRole('cell').nth(2)).toHaveText('1');
  await page.getByRole('button', { name: '一键催办' }).click();
  await expect(page.getByText(/^向 \d+ 名未完成的人员发送提醒？$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '确认催办' }).click();
  await expect(page.getByText(/^已提醒 \d+ 人/).first()).toBeVisible(patience);
  await expect(page.getByText('今天还可催办 1 次')).toBeVisible();

  const [first, second, third] = await missingPeople(page, address);
  await page
    .getByLabel('群内回复')
    .fill(
      `#接龙\n${stage.matter}\n1. ${first} 收到，联系人本人\n2. ${second}收到\n3. ${stage.readerName}：收到\n4. 龙傲天 收到`,
    );
  await page.getByRole('button', { name: '核对人员' }).click();
  const preview = page.getByRole('list', { name: '核对结果' });
  const answers = preview.getByRole('listitem');
  await expect(answers.filter({ hasText: first })).toContainText('收到，联系人本人', patience);
  await expect(answers.filter({ hasText: second })).toContainText('收到');
  await expect(answers.filter({ hasText: stage.readerName })).toContainText('已确认');
  await expect(answers.filter({ hasText: '龙傲天' })).toContainText('发送对象中没有这个姓名');
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记 2 人' }).click();
  await expect(page.getByText('已登记 2 人').first()).toBeVisible(patience);
  await expect(preview).toHaveCount(0);

  await page.goto(`${address}/receipts?state=acknowledged`);
  await expect(peopleOf(page)).toHaveCount(3);
  await expect(peopleOf(page).filter({ hasText: first })).toContainText('收到，联系人本人');
  await expect(peopleOf(page).filter({ hasText: first })).toContainText('群内');
  await expect(peopleOf(page).filter({ hasText: stage.readerName })).toContainText('已安排专人，本周内报送');
  await expectAccessible(page);
  await page.goto(`${address}/receipts?state=missing`);
  await expect(peopleOf(page).filter({ hasText: third })).toContainText('未读');
  await expect(peopleOf(page).filter({ hasText: first })).toHaveCount(0);
});
