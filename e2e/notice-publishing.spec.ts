import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import { publishNow } from './publish-now';

/** For each width a unit and a group of its own: both run against the same street. What a head writes he issues himself. */
const stages: Record<string, { head: string; group: string; administrator: string; matter: string }> = {
  desktop: { head: 'head.xinhua', group: '新华社区工作群', administrator: 'head.xinhua', matter: '楼道清理' },
  phone: { head: 'head.heping', group: '和平社区工作群', administrator: 'heping.zhang', matter: '车棚修缮' },
};
const stageOf = (project: string) => stages[project] as (typeof stages)[string] & object;

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** A Saturday at least a week ahead, as the browser's field has it: never within the hours of publishing, unless it is worked. */
function saturday(): { day: string; local: string } {
  const at = new Date();
  at.setUTCDate(at.getUTCDate() + 7 + ((6 - at.getUTCDay() + 7) % 7));
  const day = at.toISOString().slice(0, 10);
  return { day, local: `${day}T19:00` };
}

interface Written {
  title: string;
  body: string;
  group: string;
  release: '定时发布' | '审核通过后由我发布';
}

/** Writes a notice and submits it; ends on its page. */
async function write(page: Page, { title, body, group, release }: Written): Promise<void> {
  await page.goto('/notices/new');
  await page.getByRole('button', { name: '选择目标群' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: new RegExp(group) }).check();
  await dialog.getByRole('button', { name: '完成' }).click();
  await page.getByLabel('标题', { exact: false }).first().fill(title);
  await page.getByRole('textbox', { name: /正文/ }).fill(body);
  await page.getByText('回执和发布时间').click();
  await page.getByRole('radio', { name: release, exact: true }).check();
  if (release === '定时发布') await page.getByLabel(/计划发布时间/).fill(saturday().local);
  await page.getByRole('button', { name: /^(提交审核|签发)$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

test('what is planned outside of the hours goes out when the next window opens', async ({ as }, info) => {
  const { head, group, matter } = stageOf(info.project.name);
  const page = await as(head);
  await write(page, {
    title: `关于${matter}集中行动的预告`,
    body: `${matter}集中行动将分楼栋进行，具体时间以楼栋长通知为准。`,
    group,
    release: '定时发布',
  });
  await expect(page.getByText(/将于 .* 08:30/).first()).toBeVisible();
  await expect(page.getByText('不在发布时段（工作日 08:30–18:00）').first()).toBeVisible();
  // What was planned is said beside it, once, and not that it goes out then.
  await expect(page.getByText('原定发布')).toBeVisible();
  await expect(page.getByText(saturday().day)).toHaveCount(1);
  await expect(page.getByText(/将于/).first()).not.toContainText(saturday().day);
  await expectAccessible(page);
});

test('a notice goes into the chat by its administrator, and is taken back there', async ({ as }, info) => {
  const { head, group, administrator, matter } = stageOf(info.project.name);
  // A number of its own: told again on the same street, it is no repeat of what was published before.
  const title = `关于开展${matter}的通知（${Date.now() % 100_000}）`;
  const body = `本周起分批进行${matter}，堆放的杂物由住户自行搬离，施工期间绕行东门。`;
  const page = await as(head);
  await write(page, { title, body, group, release: '审核通过后由我发布' });
  await publishNow(page, () => as('office2'));
  const state = page.getByText('待群管理员发布');
  await expect(state).toBeVisible();
  await expectAccessible(page);

  const handler = await as(administrator);
  await handler.goto('/orders?kind=post');
  await handler.getByRole('link', { name: title }).first().click();
  await handler.waitForURL(/\/orders\/[0-9a-f-]+$/);
  await expect(handler.getByText(`请在「${group}」发布信息`).first()).toBeVisible();
  await expect(handler.getByRole('link', { name: /^来自信息 NT-/ })).toBeVisible();
  await handler.getByRole('button', { name: /^复制/ }).first().click();
  await expect(handler.getByText('已复制').first()).toBeVisible();
  const text = await handler.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(`【通知公告】${title}\n\n${body}\n\n`);
  expect(text).toContain(new URL(page.url()).pathname);
  await expectAccessible(handler);
  await handler.getByRole('button', { name: '办理完成', exact: true }).click();
  await expect(handler.getByText('已办理完成').first()).toBeVisible();

  await page.reload();
  await expect(page.getByText('已发到群里')).toBeVisible();
  await page.getByRole('button', { name: '召回' }).click();
  await page.getByLabel('召回原因').fill('清理时间有误，另行通知');
  await expectAccessible(page);
  await page.getByRole('button', { name: '确认召回' }).click();
  await expect(page.getByText('已召回，并下达 1 件撤回办理单').first()).toBeVisible();
  await expect(page.getByText('待群内撤回')).toBeVisible();
  await expect(page.getByText('清理时间有误，另行通知').first()).toBeVisible();
  await expectAccessible(page);

  await handler.goto('/orders?kind=recall');
  await handler.getByRole('link', { name: title }).first().click();
  await handler.waitForURL(/\/orders\/[0-9a-f-]+$/);
  await handler.getByRole('button', { name: /^复制/ }).first().click();
  await expect(handler.getByText('已复制').first()).toBeVisible();
  expect(await handler.evaluate(() => navigator.clipboard.readText())).toContain('【更正说明】');
  await handler.getByRole('button', { name: '办理完成', exact: true }).click();
  await expect(handler.getByText('已办理完成').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('群内已撤回')).toBeVisible();
});
