import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

interface Leaver {
  username: string;
  name: string;
  /** He hands on what is reported to him, and administers the group. */
  head: string;
  group: string;
  /** A second group, which the leaver stays in after all. */
  kept: string;
}

/** A member for each width, since both run against the same street. */
const leavers: Record<string, Leaver> = {
  desktop: {
    username: 'supervisor2',
    name: '钱进',
    head: 'head.xinhua',
    group: '新华社区工作群',
    kept: '防汛应急群',
  },
  phone: {
    username: 'chengguan.he',
    name: '何静',
    head: 'head.chengguan',
    group: '城管执法群',
    kept: '街道工作总群',
  },
};

/** The line of a group among one's own. */
const lineOf = (page: Page, group: string) => page.getByRole('listitem').filter({ hasText: group });

/** Says in /me that one is to leave the group, and opens what comes of it. */
async function report(page: Page, group: string, reason: string): Promise<void> {
  await page.goto('/me');
  await lineOf(page, group).getByRole('button', { name: '退群…' }).click();
  await page.getByLabel('退群事由').fill(reason);
  await expectAccessible(page);
  await page.getByRole('button', { name: '报告负责人' }).click();
  await expect(page.getByText('已报告本单位负责人').first()).toBeVisible();
  await lineOf(page, group).getByRole('link', { name: '退群办理中' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^申请 RQ-/);
  await expect(page.getByText('待负责人提交').first()).toBeVisible();
}

test.describe.configure({ timeout: 120_000 });

test('a member says that he is to leave, his head hands it on, and he is taken out with a receipt', async ({
  as,
}, info) => {
  const { username, name, head: headName, group } = leavers[info.project.name] as Leaver;
  const member = await as(username);
  await report(member, group, '调离现岗位');
  await expectAccessible(member);

  const head = await as(headName);
  await head.goto('/');
  await head
    .getByRole('link', { name: `${name}报告退出「${group}」` })
    .first()
    .click();
  await expect(head.getByText(`${name}（`).first()).toBeVisible();
  await expectAccessible(head);
  await head.getByRole('button', { name: '提交退群' }).click();
  await expect(head.getByText('已提交，移出办理单已下达').first()).toBeVisible();

  await head.goto(`/orders?q=${encodeURIComponent(name)}&sort=due`);
  await head
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await expect(head.getByRole('heading', { level: 1 })).toHaveText('群内办理单');
  await expect(head.getByText('移出').first()).toBeVisible();
  await expectAccessible(head);
  await head.getByRole('button', { name: '办理完成', exact: true }).click();
  await expect(head.getByText('已办理完成').first()).toBeVisible();

  await member.reload();
  await expect(member.getByText('已退群').first()).toBeVisible();
  await member.goto('/me');
  await expect(lineOf(member, group)).toHaveCount(0);
  await member.goto('/inbox');
  await expect(member.getByText(`${name}已退出「${group}」`).first()).toBeVisible();
});

test('who stays after all takes his word back', async ({ as }, info) => {
  const { username, kept } = leavers[info.project.name] as Leaver;
  const member = await as(username);
  await report(member, kept, '借调半年');
  await member.getByRole('button', { name: '撤回' }).click();
  await member.getByLabel('撤回原因').fill('借调取消');
  await member.getByRole('button', { name: '撤回', exact: true }).last().click();
  await expect(member.getByText('已撤回').first()).toBeVisible();
  await member.goto('/me');
  await expect(lineOf(member, kept).getByRole('button', { name: '退群…' })).toBeVisible();
});
