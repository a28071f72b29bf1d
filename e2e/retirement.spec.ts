import { expect, expectAccessible, test } from './fixtures';

/** A head for each width, since both run against the same street. */
const retiring: Record<string, string> = { desktop: '韩冰', phone: '梁红' };

test.describe.configure({ timeout: 120_000 });

test('a head retires: what ends is shown before, ends in one act, and the groups are told', async ({
  as,
}, info) => {
  const name = retiring[info.project.name] as string;
  const office = await as('office2');
  await office.goto(`/admin/people?q=${encodeURIComponent(name)}`);
  await office.getByRole('link', { name }).first().click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(name);
  const card = office.locator('section', { hasText: '办理离任' }).last();
  for (const line of ['角色：部门/社区负责人', '账号：停止登录', '个工作群'])
    await expect(card.getByText(line).first()).toBeVisible();
  await expectAccessible(office);

  await card.getByRole('button', { name: '办理离任' }).click();
  await card.getByLabel('离任事由').fill('到龄退休');
  await card.getByRole('button', { name: '办理离任' }).last().click();
  await expect(office.getByText(`已为${name}办理离任`).first()).toBeVisible();
  await expect(office.getByText('已离任').first()).toBeVisible();
  await expect(office.getByText('登记已退出，群内待移出').first()).toBeVisible();
  await expectAccessible(office);

  await office.goto(`/orders?q=${encodeURIComponent(name)}&sort=due`);
  await expect(office.getByText(name).first()).toBeVisible();
  await office.goto(`/membership?q=${encodeURIComponent(name)}&kind=leave`);
  await expect(office.getByText('离任：到龄退休').first()).toBeVisible();
  await office.goto(`/admin/people?q=${encodeURIComponent(name)}&state=departed`);
  await expect(office.getByRole('link', { name }).first()).toBeVisible();
});
