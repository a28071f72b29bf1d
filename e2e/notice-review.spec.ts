import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import { publishNow } from './publish-now';

test.describe.configure({ timeout: 240_000 });

/** Both widths review in the same street: each notices of its own, in words that flood control finds unlike. */
const own = (project: string) =>
  project === 'phone'
    ? { author: 'heping.zhang', topic: '入户走访独居老人', day: '12 月 3 日', later: '12 月 9 日' }
    : { author: 'heping.liu', topic: '冬季取暖安全排查', day: '12 月 5 日', later: '12 月 11 日' };

const bodyOf = (topic: string, day: string): string =>
  `请各网格于 ${day} 17:00 前完成${topic}。\n一、逐户登记；\n二、情况报社区。`;

/** Writes and submits; returns the notice's id. */
async function submit(page: Page, title: string, body: string, major: boolean): Promise<string> {
  await page.goto('/notices/new');
  await page.getByRole('button', { name: /选择目标群|增减目标群/ }).click();
  await page.getByRole('checkbox', { name: /和平社区工作群/ }).check();
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page.getByLabel('正文').fill(body);
  if (major) {
    await page.getByRole('checkbox', { name: /重要事项/ }).check();
    // What becomes of it after the approval depends on the hour else.
    await page.getByText('回执和发布时间').click();
    await page.getByRole('radio', { name: '审核通过后由我发布' }).check();
  }
  await page.getByRole('button', { name: '提交审核' }).click();
  await expect(page).toHaveURL(/\/notices\/[0-9a-f-]{36}$/, { timeout: 30_000 });
  return page.url().slice(-36);
}

const fingerprint = async (page: Page): Promise<string> =>
  (await page.getByText(/^完整指纹/).textContent())?.replace('完整指纹 ', '') ?? '';

async function attest(page: Page): Promise<void> {
  for (const name of [/真实性/, /准确性/, /规范性/]) await page.getByRole('checkbox', { name }).check();
}

const openReview = async (page: Page, id: string, title: string): Promise<void> => {
  await page.goto(`/review/${id}`);
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
};

test('a major notice goes back once, shows what changed, passes both steps and goes out with one fingerprint', async ({
  as,
}, { project }) => {
  const { author, topic, day, later } = own(project.name);
  const title = `关于做好${topic}的通知`;
  const writer = await as(author);
  const id = await submit(writer, title, bodyOf(topic, day), true);

  const head = await as('head.heping');
  await head.goto('/review');
  await expect(head.getByRole('heading', { level: 1, name: '审核队列' })).toBeVisible();
  await expectAccessible(head);
  await head.locator(`a[href="/review/${id}"]`).click();
  await expect(head.getByRole('heading', { level: 2, name: title })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(head);
  const first = await fingerprint(head);
  // Nothing is sent back without a word.
  await head.getByRole('button', { name: '退回修改' }).click();
  await expect(head.getByText('请选择原因或填写审核意见，作者可见')).toBeVisible();
  await head.getByRole('checkbox', { name: '时间、数据有误' }).check();
  await head.getByLabel('审核意见').fill('完成时限应晚一周');
  await head.getByRole('button', { name: '退回修改' }).click();
  await expect(head.getByText('已退回，并通知作者')).toBeVisible();

  await writer.goto(`/notices/${id}`);
  await expect(writer.getByText(/^李娟于 .* 退回修改$/)).toBeVisible();
  await expect(writer.getByRole('link', { name: '修改', exact: true })).toBeVisible();
  await writer.goto(`/notices/${id}/edit`);
  await writer.getByLabel('正文').fill(bodyOf(topic, later));
  await writer.getByRole('button', { name: '提交审核' }).click();
  await expect(writer).toHaveURL(new RegExp(`/notices/${id}$`), { timeout: 30_000 });

  await openReview(head, id, title);
  await expect(head.getByText('与第 1 版对照，1 处修改')).toBeVisible();
  await expect(head.getByRole('deletion')).toContainText(day.slice(-3, -2));
  await expect(head.getByRole('insertion')).toBeVisible();
  const second = await fingerprint(head);
  expect(second).toMatch(/^[0-9a-f]{64}$/);
  expect(second).not.toBe(first);
  // Approving is answering for each of the three.
  await head.getByRole('checkbox', { name: /真实性/ }).check();
  await head.getByRole('button', { name: '通过', exact: true }).click();
  await expect(head.getByText('请逐项确认真实性、准确性、规范性后再通过')).toBeVisible();
  await attest(head);
  await head.getByRole('button', { name: '通过', exact: true }).click();
  await expect(head.getByText('已通过')).toBeVisible();

  const leader = await as('leader2');
  await openReview(leader, id, title);
  await expect(leader.getByText('李娟 通过（单位负责人）')).toBeVisible();
  expect(await fingerprint(leader)).toBe(second);
  await expectAccessible(leader);
  await attest(leader);
  await leader.getByRole('button', { name: '通过', exact: true }).click();
  await expect(leader.getByText('刘芳 通过（分管领导）')).toBeVisible({ timeout: 30_000 });

  // Whoever kept the page open decides on nothing any more.
  await openReview(head, id, title);
  await expect(head.getByText('这件已审完')).toBeVisible();
  await writer.goto(`/notices/${id}`);
  await publishNow(writer, () => as('office2'));
  const out = writer.getByRole('listitem').filter({ hasText: '发布的版本' });
  await expect(out).toContainText('第 2 版');
  await expect(out.getByTitle(second)).toBeVisible();
});

test('ordinary notices are approved together once they have been opened, each with its attestations', async ({
  as,
}, { project }) => {
  const { author, topic } = own(project.name);
  const title = `${topic}安排`;
  const id = await submit(await as(author), title, `${topic}由各网格长牵头，本周起进行。`, false);
  const head = await as('head.heping');
  // The page tells that it was opened; whoever leaves before that has not opened it.
  const told = head.waitForResponse((answer) => answer.request().method() === 'POST');
  await openReview(head, id, title);
  await told;
  await head.goto(`/review?show=me&q=${encodeURIComponent(title)}`);
  await head.getByRole('checkbox', { name: `选择 ${title}` }).check();
  await head.getByRole('button', { name: '通过 1 件' }).click();
  await expect(head.getByText('还有 1 件未逐项确认', { exact: true })).toBeVisible();
  const boxes = head.getByRole('group', { name: title });
  for (const name of ['真实性', '准确性', '规范性']) await boxes.getByRole('checkbox', { name }).check();
  await expectAccessible(head);
  await head.getByRole('button', { name: '通过 1 件' }).click();
  await expect(head.getByText('已通过 1 件')).toBeVisible();
});

test('what is not to be published ends only after one was asked, and says so', async ({ as }, {
  project,
}) => {
  const { author, topic } = own(project.name);
  const title = `${topic}补充说明`;
  const id = await submit(await as(author), title, `${topic}的补充说明另见社区公告栏。`, false);
  const head = await as('head.heping');
  await openReview(head, id, title);
  await head.getByLabel('审核意见').fill('与上一份重复，不需另发');
  await head.getByRole('button', { name: '不予发布', exact: true }).click();
  await expect(head.getByText('不予发布后，这件信息就此终止')).toBeVisible();
  await expectAccessible(head);
  await head.getByRole('button', { name: '取消' }).click();
  await expect(head.getByText('不予发布后，这件信息就此终止')).toHaveCount(0);
  await head.getByRole('button', { name: '不予发布', exact: true }).click();
  await head.getByRole('button', { name: '确认不予发布' }).click();
  await expect(head.getByText('已作出不予发布的决定，并通知作者')).toBeVisible();
  await expect(head.getByText('这件已审完')).toBeVisible();
});
