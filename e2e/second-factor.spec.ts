import type { Page } from '@playwright/test';
import { totpCode, totpStep } from '@/lib/core/totp';
import { expect, expectAccessible, test } from './fixtures';

/** People of the story's own, one for each width, since both run against the same street. */
const people: Record<string, { name: string; username: string; phone: string }> = {
  desktop: { name: '令狐安', username: 'linghu.an', phone: '17700030001' },
  phone: { name: '令狐宁', username: 'linghu.ning', phone: '17700030002' },
};
type Person = (typeof people)[string];

const password = '春江潮水连海平-海上明月';

const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** What the telephone shows, `steps` times 30 seconds from now: each code counts once, so the second is of the next step. */
const telephone = (secret: string) => (steps: number) => totpCode(secret, totpStep(new Date()) + steps);

/** 周敏 enters the person. */
async function enterPerson(page: Page, person: Person): Promise<void> {
  await page.goto('/admin/people/new');
  await page.getByLabel('姓名').fill(person.name);
  await page.getByRole('combobox', { name: '所在单位' }).fill('和平社区');
  await page.getByRole('option', { name: '和平社区' }).click();
  await page.getByLabel('手机号').fill(person.phone);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(title(page)).toHaveText(person.name);
}

async function openPerson(page: Page, person: Person): Promise<void> {
  await page.goto(`/admin/people?q=${encodeURIComponent(person.name)}`);
  await page.getByRole('link', { name: person.name }).first().click();
  await expect(title(page)).toHaveText(person.name);
}

/** The code on the slip that is shown, which is then closed. */
async function slipCode(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  const code = await dialog.getByText(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/).textContent();
  await page.keyboard.press('Escape');
  return code ?? '';
}

/** 郑伟 gives the person an account. */
async function giveAccount(page: Page, person: Person): Promise<string> {
  await openPerson(page, person);
  await page.getByText('开通账号', { exact: true }).click();
  await page.getByLabel('用户名').fill(person.username);
  await page.getByRole('button', { name: '开通账号并发放登录码' }).click();
  return slipCode(page);
}

async function fillIn(page: Page, person: Person, secret: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('用户名').fill(person.username);
  await page.getByLabel('密码', { exact: true }).fill(secret);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

async function choosePassword(page: Page, chosen: string): Promise<void> {
  await expect(title(page)).toHaveText('设置新密码');
  await expectAccessible(page);
  await page.getByLabel('新密码').fill(chosen);
  await page.getByLabel('再输一次').fill(chosen);
  await page.getByRole('button', { name: '保存并进入' }).click();
}

/** From the password to the recovery codes; the telephone types the secret off the page. */
async function enrol(
  page: Page,
  chosen: string,
): Promise<{ shows: (steps: number) => string; codes: string[] }> {
  await expectAccessible(page);
  await page.getByLabel('密码', { exact: true }).fill(chosen);
  await page.getByRole('button', { name: '开始设置' }).click();
  await expect(page.getByRole('img', { name: /二维码/ })).toBeVisible();
  await page.getByText('手工输入密钥').click();
  const secret = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent();
  const shows = telephone((secret ?? '').replaceAll(' ', ''));
  await expectAccessible(page);
  await page.getByLabel('动态口令').fill(shows(0));
  await page.getByRole('button', { name: '启用' }).click();
  const list = page.getByRole('list', { name: '恢复码' }).getByRole('listitem');
  await expect(list).toHaveCount(10);
  await expectAccessible(page);
  return { shows, codes: await list.allTextContents() };
}

async function leave(page: Page): Promise<void> {
  await page.goto('/me');
  await page.getByRole('button', { name: '退出' }).locator('visible=true').first().click();
  await expect(title(page)).toHaveText('登录');
}

test.describe.configure({ timeout: 180_000 });

test('somebody sets up a second factor, signs in with it, loses it and is helped', async ({ as, stranger }, {
  project,
}) => {
  const person = people[project.name] as Person;
  await enterPerson(await as('office'), person);
  const sysadmin = await as('sysadmin');
  const code = await giveAccount(sysadmin, person);

  const page = await stranger();
  await fillIn(page, person, code);
  await choosePassword(page, password);
  await expect(title(page)).toHaveText('工作台');
  await page.goto('/me');
  await page.getByRole('link', { name: '启用动态口令' }).click();
  await expect(title(page)).toHaveText('动态口令');
  const { shows, codes } = await enrol(page, password);
  await page.getByRole('button', { name: '已保存好' }).click();
  await expect(page.getByText('恢复码还剩 10 个')).toBeVisible();
  await expectAccessible(page);
  await leave(page);

  await fillIn(page, person, password);
  await expect(title(page)).toHaveText('输入动态口令');
  await expectAccessible(page);
  await page.goto('/membership');
  await expect(title(page), 'nothing is open between the steps').toHaveText('输入动态口令');
  await page.getByLabel('动态口令').fill('1234');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText('请输入 6 位数字的动态口令，或 12 位的恢复码')).toBeVisible();
  await page.getByLabel('动态口令').fill(shows(1).replace(/(?<=^...)/, ' '));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(title(page), 'back on the way to where he was going').toHaveText('入群退群申请');
  await leave(page);

  await fillIn(page, person, password);
  await page.getByRole('button', { name: '手机不在身边？用恢复码' }).click();
  await page.getByLabel('恢复码').fill(codes[0] ?? '');
  await expectAccessible(page);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(title(page)).toHaveText('工作台');

  await openPerson(sysadmin, person);
  await sysadmin.getByRole('button', { name: '重置动态口令' }).click();
  await sysadmin.getByLabel('重置原因').fill('手机遗失，已当面核对工作证');
  await sysadmin.getByRole('button', { name: '重置动态口令' }).click();
  const slip = await slipCode(sysadmin);

  const fresh = `${password}-共潮生`;
  await fillIn(page, person, slip);
  await choosePassword(page, fresh);
  await expect(title(page)).toHaveText('设置动态口令');
  await enrol(page, fresh);
  await page.getByRole('link', { name: '已保存好，继续' }).click();
  await expect(title(page)).toHaveText('工作台');
});
