import type { Page } from '@playwright/test';
import { expect, expectAccessible, holdBack, test } from './fixtures';

// The session that ends under the form is answered 401 while it tries to keep the draft.
test.use({ tolerated: [/status of 401/] });
test.describe.configure({ timeout: 120_000 });

/** Both widths write in the same street: each its own notices, and words that flood control finds unlike. */
const own = (project: string) =>
  project === 'phone'
    ? { author: 'heping.zhang', topic: '楼道灭火器检查', group: '和平社区工作群' }
    : { author: 'heping.liu', topic: '老年食堂试运行', group: '和平社区工作群' };

const begin = async (page: Page): Promise<void> => {
  await page.goto('/notices/new');
  await expect(page.getByRole('heading', { level: 1, name: '新建信息' })).toBeVisible();
};

async function chooseGroup(page: Page, group: string): Promise<void> {
  await page.getByRole('button', { name: /选择目标群|增减目标群/ }).click();
  await page.getByRole('checkbox', { name: new RegExp(group) }).check();
  await page.getByRole('button', { name: '完成' }).click();
  await expect(page.getByRole('list', { name: '已选的目标群' })).toContainText(group);
}

const saved = (page: Page) => expect(page.getByText('草稿已自动保存')).toBeVisible();
const checks = (page: Page) => page.getByRole('list', { name: '规则核对' });

test('an ordinary notice is written in a minute, kept while it is written, and submitted', async ({ as }, {
  project,
}) => {
  const { author, topic, group } = own(project.name);
  const page = await as(author);
  await begin(page);
  await chooseGroup(page, group);
  await page.getByLabel('标题', { exact: true }).fill(`关于${topic}的通知`);
  await page.getByLabel('正文').fill(`${topic}定于周五上午进行，请各网格配合。`);
  await saved(page);
  await expectAccessible(page);

  // A closed tab loses nothing: another page offers to go on.
  await page.close();
  const again = await as(author);
  await begin(again);
  await expectAccessible(again);
  await again.getByRole('link', { name: `关于${topic}的通知` }).click();
  await expect(again.getByRole('heading', { level: 1, name: '修改信息' })).toBeVisible();
  await expect(again.getByLabel('正文')).toHaveValue(`${topic}定于周五上午进行，请各网格配合。`);
  await expect(again.getByRole('list', { name: '已选的目标群' })).toContainText(group);
  const answer = await holdBack(again, '**/notices/**');
  await again.getByRole('button', { name: '提交审核' }).click();
  // What is typed by now would be in no notice.
  await again.getByLabel('正文').pressSequentially('另行通知');
  await expect(again.getByLabel('正文')).toHaveValue(`${topic}定于周五上午进行，请各网格配合。`);
  answer();
  await expect(again.getByText(/已提交审核，编号 NT-20\d\d-\d{4}/)).toBeVisible();
  await expect(again).toHaveURL(/\/notices\/[0-9a-f-]{36}$/);
});

test('what blocks is held back and masked, a warning answered, a long title reasoned, an attachment named; the reviewer sees why', async ({
  as,
}, { project }) => {
  const { author, topic, group } = own(project.name);
  const page = await as(author);
  await begin(page);
  await chooseGroup(page, group);
  await page.getByLabel('标题', { exact: true }).fill(`关于${topic}有关人员名单及联系方式核对更新的补充通知`);
  await expect(page.getByText(/\d+\/20 字/)).toBeVisible();
  await page.getByLabel('正文').fill(`${topic}人员：11010519491231002X，联系 13800138000。`);
  await page.getByRole('button', { name: '提交审核' }).click();
  await expect(page.getByLabel('标题超长理由')).toBeFocused();
  await page.getByLabel('标题超长理由').fill('事项名称较长');

  // What blocks is not sent, whatever else is in order.
  await expect(page.getByText(/^阻止 1 处，须删去或遮盖；警示 1 项，还有 1 项须说明理由/)).toBeVisible();
  await page.getByRole('button', { name: '提交审核' }).click();
  await expect(page.getByText(/还有 \d+ 处须填写或改正，已在上面标出/)).toBeVisible();
  await expect(page).toHaveURL(/\/edit$/);

  await page.getByRole('button', { name: '一键遮盖' }).click();
  await expect(page.getByLabel('正文')).toHaveValue(/1101\*+2X/);
  await page.getByRole('textbox', { name: /理由.*13800138000/ }).fill('公开的值班电话');
  await expect(checks(page)).toContainText('1 项警示，已说明理由');

  await page.getByLabel('附件', { exact: true }).setInputFiles({
    name: '核对名单.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  });
  await expect(page.getByRole('list', { name: '已添加的附件' })).toContainText('核对名单.pdf');
  await expect(checks(page)).toContainText('正文未写明附件：核对名单.pdf');
  await page.getByRole('button', { name: '插入附件名称' }).click();
  await expect(page.getByLabel('正文')).toHaveValue(/附件：核对名单$/);
  await expect(checks(page)).toContainText('附件名称均已在正文写明');
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交审核' }).click();
  await expect(page.getByText(/已提交审核，编号 NT-/)).toBeVisible();
  await expect(page).toHaveURL(/\/notices\/[0-9a-f-]{36}$/);

  const head = await as('head.heping');
  await head.goto(new URL(page.url()).pathname.replace('/notices/', '/review/'));
  await expect(head.getByText('作者说明：公开的值班电话')).toBeVisible();
  await expect(head.getByText('标题较长的理由：事项名称较长')).toBeVisible();
  await expect(head.getByTestId('review-body')).not.toContainText('11010519491231002X');
});

test('two windows do not overwrite each other: the second is told, and keeps its text as a draft of its own', async ({
  as,
}, { project }) => {
  const { author, topic } = own(project.name);
  const page = await as(author);
  await begin(page);
  await page.getByLabel('标题', { exact: true }).fill(`${topic}草稿`);
  await saved(page);
  await expect(page).toHaveURL(/\/edit$/);
  const other = await as(author);
  await other.goto(page.url());
  await other.getByLabel('正文').fill('另一个窗口写的');
  await saved(other);
  await page.getByLabel('正文').fill('第一个窗口写的');
  await expect(page.getByText(/在其他窗口修改，本页内容没有保存/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '将本页内容另存为新草稿' }).click();
  await saved(page);
  await expect(page.getByLabel('正文')).toHaveValue('第一个窗口写的');
  await other.reload();
  await expect(other.getByLabel('正文')).toHaveValue('另一个窗口写的');
  for (const window of [page, other]) {
    await window.getByRole('button', { name: '删除草稿' }).click();
    await window.getByRole('button', { name: '删除', exact: true }).click();
    await expect(window.getByText('草稿已删除')).toBeVisible();
  }
});

test('a template leaves blanks that must be filled in, and pasted formatting is dropped', async ({ as }, {
  project,
}) => {
  const { author } = own(project.name);
  const page = await as(author);
  await begin(page);
  await page.getByLabel('信息类别').selectOption('progress');
  await page.getByRole('button', { name: '套用格式' }).click();
  await expect(page.getByLabel('正文')).toHaveValue(/一、已完成/);
  await expect(checks(page)).toContainText('处待填内容');
  await page.getByLabel('正文').fill('');
  await page.getByLabel('正文').evaluate((box: HTMLTextAreaElement) => {
    box.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '\u3000\u3000各单位：\r\n\r\n\r\n\r\n•\t第一项\r\n•\t第二项');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByLabel('正文')).toHaveValue('各单位：\n\n－ 第一项\n－ 第二项');
  await saved(page);
  await page.getByRole('button', { name: '删除草稿' }).click();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await expect(page.getByText('草稿已删除')).toBeVisible();
});
