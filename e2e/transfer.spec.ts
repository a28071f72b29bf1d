import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

/** The office's day, so many days from today, as a date field takes it. */
function dayAhead(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);
}

async function choose(page: Page, label: string, typed: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

interface Movers {
  head: string;
  unit: string;
  /** Goes today, out of this group; stays in 社区书记群. */
  today: string;
  leaves: string;
  /** Is to go, and stays after all. */
  later: string;
}

/** People for each width, since both run against the same street. */
const movers: Record<string, Movers> = {
  desktop: {
    head: 'head.dongfeng',
    unit: '东风社区',
    today: '孙玉莹',
    leaves: '东风社区工作群',
    later: '苏彦霞',
  },
  phone: {
    head: 'head.wangjiang',
    unit: '望江社区',
    today: '余军',
    leaves: '平安建设群',
    later: '江宏英',
  },
};

/** The head opens the form and says who goes to 新华社区. */
async function begin(page: Page, { unit }: Movers, name: string): Promise<void> {
  await page.goto('/membership');
  await page.getByRole('link', { name: '工作变动' }).click();
  await page.getByRole('link', { name: '办理工作变动' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('办理工作变动');
  await choose(page, '人员', name, name);
  await choose(page, '调往单位', 'xhsq', '新华社区');
  await page.getByLabel('新职务').fill('网格员');
  await page.getByRole('button', { name: '岗位调整' }).click();
  await expect(page.getByText(`${name}的所在单位由${unit}改为新华社区`)).toBeVisible();
}

test.describe.configure({ timeout: 180_000 });

test('somebody goes to another unit today: out of one group, into another, renamed where he stays', async ({
  as,
}, info) => {
  const mover = movers[info.project.name] as Movers;
  const { today: name, leaves } = mover;
  const head = await as(mover.head);
  await begin(head, mover, name);
  await head.getByRole('checkbox', { name: new RegExp(leaves) }).check();
  await expect(head.getByText(`退出 1 个群：「${leaves}」`)).toBeVisible();
  // The group of the unit he goes to is ticked already.
  await expect(head.getByText(/申请加入 \d+ 个群：.*「新华社区工作群」/)).toBeVisible();
  await expect(head.getByText(`群昵称改为「新华${name}」`)).toBeVisible();
  await expectAccessible(head);
  await head.getByRole('button', { name: '提交变动' }).click();
  await expect(head.getByRole('heading', { level: 1 })).toHaveText(`${name} 工作变动`);
  await expect(head.getByText('已生效').first()).toBeVisible();
  await expectAccessible(head);
  const address = head.url();

  const office = await as('office');
  await office.goto(address);
  await office.getByRole('link', { name: '新华社区工作群' }).click();
  await office.getByRole('button', { name: '通过', exact: true }).click();
  await expect(office.getByText('已通过，办理单已下达').first()).toBeVisible();

  await office.goto(`/orders?q=${encodeURIComponent(name)}&status=open&sort=due`);
  for (const asked of [leaves, '新华社区工作群', '社区书记群'])
    await expect(office.getByText(asked).first()).toBeVisible();
  await expect(office.getByText(`新华${name}`).first()).toBeVisible();
  await expectAccessible(office);

  await office.goto(`/admin/people?q=${encodeURIComponent(name)}`);
  await office.getByRole('link', { name }).first().click();
  await expect(office.getByText('新华社区').first()).toBeVisible();
  await expect(office.getByRole('link', { name: `${mover.unit} → 新华社区` })).toBeVisible();
  await expectAccessible(office);
});

test('a plan waits for its day, and can be cancelled until then', async ({ as }, info) => {
  const mover = movers[info.project.name] as Movers;
  const name = mover.later;
  const head = await as(mover.head);
  await begin(head, mover, name);
  const day = dayAhead(7);
  await head.getByLabel('生效日期').fill(day);
  await expect(head.getByText(`${day} 生效时将办理`)).toBeVisible();
  await head.getByRole('button', { name: '提交变动' }).click();
  await expect(head.getByText('待生效').first()).toBeVisible();
  await expect(head.getByText(day).first()).toBeVisible();

  const incoming = await as('head.xinhua');
  await incoming.goto('/membership/transfer?status=planned');
  await incoming.getByRole('link', { name }).click();
  await expect(incoming.getByRole('heading', { level: 1 })).toHaveText(`${name} 工作变动`);
  await expect(incoming.getByRole('button', { name: '取消变动' })).toHaveCount(0);

  await head.getByRole('button', { name: '取消变动' }).click();
  await head.getByLabel('取消原因').fill('暂缓调动');
  await head.getByRole('button', { name: '取消变动' }).last().click();
  await expect(head.getByText('已取消').first()).toBeVisible();
  await expect(head.getByText('已撤回').first()).toBeVisible();
  await expectAccessible(head);
});
