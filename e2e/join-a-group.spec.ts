import type { Page } from '@playwright/test';
import { expect, expectAccessible, holdBack, test } from './fixtures';

/** People of 和平社区 who are in no group yet: one for each width, since both run against the same street. */
const colleagues: Record<string, { name: string; initials: string }> = {
  desktop: { name: '钟国磊', initials: 'zgl' },
  phone: { name: '贾亚超', initials: 'jyc' },
};

const group = '和平社区工作群';

/**
 * Groups whose oldest request waits since before the street was opened: one for each story and width. Others are decided on by
 * stories told at the same time.
 */
const waiting: Record<string, { raced: string; refused: string }> = {
  desktop: { raced: '城管执法群', refused: '新华社区工作群' },
  phone: { raced: '财务工作群', refused: '防汛应急群' },
};
const waitingOf = (project: string) => waiting[project] as { raced: string; refused: string };

async function choose(page: Page, label: string, typed: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: option }).click();
}

/** 李娟 asks for her colleague; returns the request's number. */
async function ask(page: Page, colleague: { name: string; initials: string }): Promise<string> {
  await page.goto('/membership');
  await page.getByRole('link', { name: '新建申请' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('新建申请');
  // What another window of hers has begun is offered here too.
  await expect(page.getByRole('button', { name: '提交申请' })).toBeEnabled();
  const clear = page.getByRole('button', { name: '清空' });
  if (await clear.count()) await clear.click();
  await choose(page, '人员', colleague.initials, colleague.name);
  await choose(page, '工作群', 'hpsq', group);
  await expect(page.getByText(`和平${colleague.name}`).first()).toBeVisible();
  await page.getByLabel('申请事由').fill('新到岗，负责第三网格');
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交申请' }).click();
  const title = page.getByRole('heading', { level: 1, name: /^申请 RQ-/ });
  await expect(title).toBeVisible();
  await expectAccessible(page);
  return ((await title.textContent()) ?? '').replace('申请 ', '').trim();
}

/** 周敏 finds it on her list and approves it. */
async function approve(page: Page, number: string): Promise<void> {
  await page.goto(`/membership?q=${number}`);
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /钟国磊|贾亚超/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`申请 ${number}`);
  await page.getByRole('button', { name: '通过', exact: true }).click();
  await expect(page.getByText('已通过，办理单已下达')).toBeVisible();
  await expect(page.getByRole('button', { name: '通过', exact: true })).toBeHidden();
}

/** 张三 adds the person in the chat and says so. */
async function handle(page: Page, nickname: string): Promise<void> {
  await page.goto(`/orders?q=${encodeURIComponent(nickname.slice(2))}`);
  await expectAccessible(page);
  await page
    .getByRole('link', { name: new RegExp(nickname.slice(2)) })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('群内办理单');
  await expect(page.getByText(nickname).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '办理完成', exact: true }).click();
  await expect(page.getByText('已办理完成').first()).toBeVisible();
}

/** Opens the request for the group that waits longest; an id begins with the time it was made, and that with 0. */
async function openOldest(page: Page, asked: string): Promise<void> {
  await page.goto(`/membership?status=submitted&kind=join&sort=due&q=${encodeURIComponent(asked)}`);
  await page.locator('main a[href^="/membership/0"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^申请 RQ-/);
  await expect(page.getByRole('main').getByText(asked).first()).toBeVisible();
}

test.describe.configure({ timeout: 120_000 });

test('a colleague is asked for, approved, added in the chat, and the auditor can prove it', async ({
  as,
}, info) => {
  const colleague = colleagues[info.project.name] as { name: string; initials: string };
  const nickname = `和平${colleague.name}`;
  const head = await as('head.heping');
  const number = await ask(head, colleague);
  await approve(await as('office'), number);
  await handle(await as('heping.zhang'), nickname);

  await head.reload();
  await expect(head.getByText('已办结').first()).toBeVisible();
  await head.goto('/inbox');
  await expect(head.getByText(`${colleague.name}已加入「${group}」`).first()).toBeVisible();

  const office = await as('office');
  await office.goto('/groups');
  await office.getByRole('link', { name: group }).first().click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(group);
  await office.goto(`${office.url().split('?')[0]}?q=${colleague.initials}`);
  await expect(office.getByText(nickname).first()).toBeVisible();

  const auditor = await as('auditor');
  await auditor.goto(`/admin/audit?q=${number}`);
  for (const who of ['李娟', '周敏', '张三']) await expect(auditor.getByText(who).first()).toBeVisible();
  await expect(auditor.getByRole('main').getByText(/^OD-/).first()).toBeVisible();
  await expectAccessible(auditor);
  await auditor.getByRole('link', { name: /通过/ }).first().click();
  await expect(auditor.getByText('2.1.1').first()).toBeVisible();
  await expect(auditor.getByText('周敏').first()).toBeVisible();
  await expectAccessible(auditor);
});

test('the second of two deciders is told who was first', async ({ as }, info) => {
  const first = await as('office');
  await openOldest(first, waitingOf(info.project.name).raced);
  const second = await as('office2');
  await second.goto(first.url());
  await expect(second.getByRole('button', { name: '通过', exact: true })).toBeVisible();
  await first.getByRole('button', { name: '通过', exact: true }).click();
  await expect(first.getByText('已通过，办理单已下达')).toBeVisible();
  await second.getByLabel('审核意见').fill('请改由书记入群');
  await second.getByRole('button', { name: '驳回', exact: true }).click();
  await expect(second.getByText(/已由周敏于 .* 处理/).first()).toBeVisible();
});

test('a rejection needs words, and what was typed stays; what is pressed meanwhile is neither done nor said', async ({
  as,
}, info) => {
  const page = await as('office2');
  await openOldest(page, waitingOf(info.project.name).refused);
  await page.getByRole('button', { name: '驳回', exact: true }).click();
  await expect(page.getByText('驳回需要填写审核意见').first()).toBeVisible();
  await page.getByLabel('审核意见').fill('不承担此项工作');
  const answer = await holdBack(page, '**/membership/*');
  await page.getByRole('button', { name: '驳回', exact: true }).click();
  await page.getByRole('button', { name: '通过', exact: true }).click();
  answer();
  await expect(page.getByText('已驳回，并通知提交人')).toBeVisible();
  await expect(page.getByText('不承担此项工作').first()).toBeVisible();
});
