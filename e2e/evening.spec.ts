import type { Page } from '@playwright/test';
import { formatMoment } from '@/lib/core/time';
import { expect, expectAccessible } from './fixtures';
import { test } from './moved-clock';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

const chatGroup = '和平社区工作群';
const portalGroup = '街道工作总群';
const minuteMs = 60_000;

/** Writes a notice for a chat group and one in the portal, and has it approved; ends on its page. */
async function approved(as: (username: string) => Promise<Page>, title: string, body: string): Promise<Page> {
  const page = await as('heping.liu');
  await page.goto('/notices/new');
  await page.getByRole('button', { name: '选择目标群' }).click();
  for (const group of [chatGroup, portalGroup])
    await page.getByRole('checkbox', { name: new RegExp(group) }).check();
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page.getByLabel('正文').fill(body);
  await page.getByRole('button', { name: '提交审核' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, { timeout: 30_000 });

  const head = await as('head.heping');
  await head.goto(new URL(page.url()).pathname.replace('/notices/', '/review/'));
  for (const name of [/真实性/, /准确性/, /规范性/]) await head.getByRole('checkbox', { name }).check();
  await head.getByRole('button', { name: '通过', exact: true }).click();
  await expect(head.getByText('已通过', { exact: true }).first()).toBeVisible();
  await page.reload();
  return page;
}

/** Has the schedule look now for what is to go out, and returns when it has. */
async function lookForDue(as: (username: string) => Promise<Page>): Promise<void> {
  const page = await as('sysadmin');
  await page.goto('/admin/jobs');
  const job = page.getByRole('row', { name: /发布到时的信息/ });
  await job.getByRole('button', { name: '立即执行' }).click();
  // When the minute has just struck, the schedule's own look is waiting already, and does as well.
  await expect(page.getByText(/已安排执行：发布到时的信息|同一任务已在等待执行/).first()).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(job.getByText('空闲')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(job.getByText('已完成')).toBeVisible();
}

const badge = (page: Page, state: string) => page.getByText(state, { exact: true }).first();
const posts = (page: Page, title: string) => page.getByRole('link', { name: title });

test('at 19:00 the Office lets out what cannot wait, and its reason stays on record', async ({
  as,
  moved,
}) => {
  const title = '关于今晚临时停气的通知';
  const page = await approved(as, title, '因抢修，今晚二十一时至明早六时停气，请关好阀门。');
  await expect(page.getByText(`将于 ${formatMoment(moved.morning)} 发布`)).toBeVisible();

  const office = await as('office2');
  await office.goto(page.url());
  await office.getByRole('button', { name: '时段外发布' }).click();
  await office.getByLabel('发布理由').fill('涉及当晚用气安全');
  await expectAccessible(office);
  await office.getByRole('button', { name: '确认发布' }).click();
  await expect(office.getByText(/^已发布到 2 个群/).first()).toBeVisible();

  await page.reload();
  await expect(badge(page, '已发布')).toBeVisible();
  await expect(page.getByText('涉及当晚用气安全').first()).toBeVisible();
  await expect(page.getByText('待群管理员发布')).toBeVisible();
  await expectAccessible(page);
  const handler = await as('heping.zhang');
  await handler.goto('/orders?kind=post');
  await expect(posts(handler, title)).toHaveCount(1);

  const auditor = await as('auditor');
  await auditor.goto(`/admin/audit?object=${page.url().slice(-36)}`);
  await auditor
    .getByRole('row', { name: /时段外发布.*吴桐/ })
    .getByRole('link')
    .click();
  await expect(auditor.getByText('涉及当晚用气安全').first()).toBeVisible({ timeout: 30_000 });
});

test('what is approved at 19:00 goes out by itself at 08:30 of the next working day, not before and once', async ({
  as,
  moved,
}) => {
  const title = '关于更换楼道感应灯的通知';
  const page = await approved(as, title, '下周起逐栋更换感应灯，更换期间请扶好扶手，由楼栋长陪同施工。');
  await expect(badge(page, '待自动发布')).toBeVisible();
  await expect(page.getByText(`将于 ${formatMoment(moved.morning)} 发布`)).toBeVisible();
  await expect(page.getByText('不在发布时段（工作日 08:30–18:00）').first()).toBeVisible();
  await expectAccessible(page);
  const address = page.url();

  // Time runs on: what follows must have been seen before the window opens, however busy the machine.
  moved.moveTo(new Date(moved.morning.getTime() - 15 * minuteMs));
  await lookForDue(as);
  const early = await as('heping.liu');
  await early.goto(address);
  await expect(badge(early, '待自动发布')).toBeVisible();
  const before = await as('heping.zhang');
  await before.goto('/orders?kind=post');
  await expect(posts(before, title)).toHaveCount(0);

  moved.moveTo(moved.morning);
  const author = await as('heping.liu');
  await expect(async () => {
    await author.goto(address);
    await expect(badge(author, '已发布')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 150_000 });
  await lookForDue(as);
  await author.reload();
  await expect(author.getByText('2 个群，已发布 1 个')).toBeVisible();
  await expect(author.getByText('待群管理员发布')).toHaveCount(1);
  await expect(author.getByText('系统 发布信息')).toHaveCount(1);
  await expectAccessible(author);
  const handler = await as('heping.zhang');
  await handler.goto('/orders?kind=post');
  await expect(posts(handler, title)).toHaveCount(1);
});
