import { randomInt } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

/** A group for each width, since both run against the same street, and who administers it. */
const groups: Record<string, { name: string; administrator: string }> = {
  desktop: { name: '新华社区工作群', administrator: 'head.xinhua' },
  phone: { name: '和平社区工作群', administrator: 'heping.zhang' },
};
const groupOf = (project: string) => groups[project] as { name: string; administrator: string };

const cardOf = (page: Page, group: string): Locator =>
  page
    .locator('main section')
    .filter({ has: page.getByRole('heading', { name: group, exact: false }) })
    .first();

/** Those still to be added, as the boxes to tick call them. */
async function toAdd(card: Locator): Promise<string[]> {
  const section = card
    .locator('section')
    .filter({ has: card.page().getByRole('heading', { name: /^拉入/ }) });
  const boxes = await section.getByRole('checkbox', { name: /已办好$/ }).all();
  return Promise.all(boxes.map(async (box) => (await box.getAttribute('aria-label')) ?? ''));
}

/** Opens what a button opens in place; a click before the page has come to life is not heard. */
async function unfold(button: Locator, inside: Locator): Promise<void> {
  await expect(async () => {
    if (await inside.isHidden()) await button.click();
    await expect(inside).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

/** What Ctrl+V does with a picture on the clipboard. */
async function pastePicture(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 40;
    canvas.height = 60;
    canvas.getContext('2d')?.fillRect(5, 5, 20, 20);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    const clipboardData = new DataTransfer();
    if (blob) clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }));
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test('several are added in the chat and answered together, with a pasted screenshot', async ({
  as,
}, info) => {
  const { name, administrator } = groupOf(info.project.name);
  const page = await as(administrator);
  await page.goto('/orders');
  const card = cardOf(page, name);
  await expect(card.getByRole('heading', { name: /^拉入 \d+ 人$/ })).toBeVisible();
  await expectAccessible(page);
  await card.getByRole('button', { name: '复制全部昵称 拉入的' }).click();
  await expect(card.getByText('已复制')).toBeVisible();

  const [first, second] = await toAdd(card);
  for (const label of [first, second])
    await card.getByRole('checkbox', { name: label ?? '', exact: true }).check();
  await pastePicture(page);
  await expect(card.getByRole('img', { name: /^截图 1/ })).toBeVisible();
  await card.getByLabel('选择图片').setInputFiles({ name: '多余.png', mimeType: 'image/png', buffer: pixel });
  await card.getByRole('button', { name: '删除截图 2' }).click();
  await expect(card.getByRole('img', { name: /^截图/ })).toHaveCount(1);
  await expectAccessible(page);
  await card.getByRole('button', { name: '办理完成（2 人）' }).click();
  await expect(page.getByText('已办理 2 人').first()).toBeVisible();
  await expect(card.getByRole('checkbox', { name: first ?? '', exact: true })).toHaveCount(0);

  const nickname = (first ?? '').replace(/ 已办好$/, '');
  await page.goto(`/orders?status=done&q=${encodeURIComponent(nickname.slice(-2))}`);
  await page.locator('main a[href^="/orders/"]').first().click();
  await expect(page.getByText('附截图 1 张').first()).toBeVisible();
  const picture = page.getByRole('img', { name: /^截图 1/ });
  await expect(picture).toBeVisible();
  expect(
    await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(40);
  await expectAccessible(page);
  const address = (await picture.getAttribute('src')) ?? '';
  expect((await page.request.get(address)).status()).toBe(200);
  expect((await (await as('heping.liu')).request.get(address)).status()).toBe(404);
});

test('one who cannot be added goes back to the Office, which orders it anew', async ({ as }, info) => {
  const { name, administrator } = groupOf(info.project.name);
  const page = await as(administrator);
  await page.goto('/orders');
  const card = cardOf(page, name);
  await expect(card.getByRole('heading', { name: /^拉入/ })).toBeVisible();
  const nickname = ((await toAdd(card))[0] ?? '').replace(/ 已办好$/, '');
  const confirm = card.getByRole('button', { name: '确认未办成' });
  await unfold(card.getByRole('button', { name: /办不成/ }), confirm);
  await confirm.click();
  await expect(card.getByText('请选择办不成的人或事项')).toBeVisible();
  await card.getByRole('checkbox', { name: `拉入 ${nickname}` }).check();
  await card.getByRole('button', { name: '对方拒绝邀请' }).click();
  await expect(card.getByLabel('未办成的原因')).toHaveValue('对方拒绝邀请');
  await expectAccessible(page);
  await card.getByRole('button', { name: '确认未办成' }).click();
  await expect(page.getByText('已退回街道办公室处置').first()).toBeVisible();

  const office = await as('office');
  await office.goto(`/orders?wait=office&status=failed&q=${encodeURIComponent(nickname.slice(-2))}`);
  await office.locator('main a[href^="/orders/"]').first().click();
  await expect(office.getByText('未办成原因：对方拒绝邀请').first()).toBeVisible();
  await office.getByRole('button', { name: '重新下达' }).click();
  await expect(office.getByText(/已重新下达，编号 OD-/).first()).toBeVisible();
  await page.reload();
  await expect(card.getByRole('checkbox', { name: `${nickname} 已办好` })).toBeVisible();
});

/** A number of this run's own: it stays on file, and on a street that is kept another run finds it there. */
const rightNumber = (): string => `199${String(randomInt(100_000_000)).padStart(8, '0')}`;

test('a wrong number is put right where it is noticed, and the order goes on', async ({ as }, info) => {
  const { name, administrator } = groupOf(info.project.name);
  const page = await as(administrator);
  await page.goto('/orders');
  const card = cardOf(page, name);
  await expect(card.getByRole('heading', { name: /^拉入/ })).toBeVisible();
  const nickname = ((await toAdd(card))[0] ?? '').replace(/ 已办好$/, '');
  const confirm = card.getByRole('button', { name: '确认未办成' });
  await unfold(card.getByRole('button', { name: /办不成/ }), confirm);
  await card.getByRole('checkbox', { name: `拉入 ${nickname}` }).check();
  await card.getByRole('button', { name: '手机号有误，搜不到此人' }).click();
  await confirm.click();
  await expect(page.getByText('已退回街道办公室处置').first()).toBeVisible();

  const office = await as('office');
  await office.goto(`/orders?wait=office&status=failed&q=${encodeURIComponent(nickname.slice(-2))}`);
  await office.locator('main a[href^="/orders/"]').first().click();
  const number = office.getByLabel(/的手机号/);
  await number.fill('1990077');
  await office.getByRole('button', { name: '更正并重新下达' }).click();
  await expect(office.getByText('请填写 11 位手机号，如 13800005678')).toBeVisible();
  await expectAccessible(office);
  await number.fill(rightNumber());
  await office.getByRole('button', { name: '更正并重新下达' }).click();
  await expect(office.getByText(/已更正，重新下达办理单 OD-/).first()).toBeVisible();
  await page.reload();
  await expect(card.getByRole('checkbox', { name: `${nickname} 已办好` })).toBeVisible();
});

test('orders of an administrator who is away are handed to somebody else', async ({ as }, info) => {
  const { name } = groupOf(info.project.name);
  const office = await as('office');
  await office.goto('/orders?sort=due');
  const card = cardOf(office, name);
  const hand = card.getByRole('button', { name: '全部转交' });
  await unfold(card.getByRole('button', { name: '转交…' }), hand);
  await hand.click();
  await expect(card.getByText('请从列表中选择')).toBeVisible();
  await card.getByLabel('转交给').selectOption({ label: '吴桐（街道办公室）' });
  await card.getByLabel('转交原因').fill('群管理员休年假');
  await expectAccessible(office);
  await card.getByRole('button', { name: '全部转交' }).click();
  await expect(office.getByText(/已转交吴桐，共 \d+ 件/).first()).toBeVisible();

  const named = await as('office2');
  await named.goto('/inbox');
  await expect(named.getByText(new RegExp(`「${name}」.*转交您办理`)).first()).toBeVisible();
  await named.goto('/orders?wait=me');
  const own = cardOf(named, name);
  await expect(own.getByRole('heading', { name: /^拉入/ })).toBeVisible();
  const [label] = await toAdd(own);
  await own.getByRole('link', { name: (label ?? '').replace(/ 已办好$/, '') }).click();
  await expect(named.getByText('已转交吴桐办理：群管理员休年假').first()).toBeVisible();
  await expectAccessible(named);
  await named.getByRole('button', { name: '办理完成', exact: true }).click();
  await expect(named.getByText('已办理完成').first()).toBeVisible();
});
