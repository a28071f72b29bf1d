import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

/** Every address of the product with its heading, and the accounts that may open it; for all others it is not there. */
const pages: readonly { path: string; h1: string | RegExp; who: readonly string[] }[] = [
  { path: '/', h1: '工作台', who: ['all'] },
  { path: '/inbox', h1: '消息', who: ['all'] },
  { path: '/me', h1: '我的', who: ['all'] },
  { path: '/me/second-factor', h1: '动态口令', who: ['all'] },
  { path: '/regulation', h1: '制度条款', who: ['all'] },
  {
    path: '/groups',
    h1: '工作群',
    who: [
      'office',
      'head.heping',
      'leader',
      'supervisor',
      'heping.zhang',
      'heping.liu',
      'supervisor2',
      'sysadmin',
      'auditor',
    ],
  },
  {
    path: '/membership',
    h1: '入群退群申请',
    who: [
      'office',
      'head.heping',
      'supervisor',
      'heping.liu',
      'heping.zhang',
      'leader',
      'supervisor2',
      'sysadmin',
      'auditor',
    ],
  },
  { path: '/membership/figures', h1: '办理统计', who: ['office', 'head.heping', 'supervisor'] },
  { path: '/review', h1: '审核队列', who: ['office', 'head.heping', 'leader'] },
  { path: '/membership/new', h1: '新建申请', who: ['office', 'head.heping'] },
  { path: '/membership/leave', h1: '办理退群', who: ['office', 'head.heping'] },
  { path: '/membership/transfer', h1: '工作变动', who: ['office', 'head.heping', 'supervisor'] },
  { path: '/membership/transfer/new', h1: '办理工作变动', who: ['office', 'head.heping'] },
  { path: '/notices', h1: '信息发布', who: ['all'] },
  { path: '/notices/new', h1: '新建信息', who: ['all'] },
  {
    path: '/notices/emergency',
    h1: '发布突发事件',
    who: ['office', 'head.heping', 'heping.zhang'],
  },
  { path: '/inactive', h1: '不活跃成员清理', who: ['office', 'head.heping'] },
  { path: '/inactive/new', h1: '发起清理', who: ['office'] },
  {
    path: '/membership/nicknames',
    h1: '群昵称',
    who: ['office', 'head.heping', 'heping.zhang', 'supervisor'],
  },
  { path: '/orders', h1: '群内办理单', who: ['office', 'heping.zhang'] },
  { path: '/delegation', h1: /委托/, who: ['head.heping', 'leader', 'office'] },
  { path: '/admin/units', h1: '单位', who: ['office', 'sysadmin'] },
  { path: '/admin/units/new', h1: /单位/, who: ['office'] },
  { path: '/admin/units/import', h1: '导入单位', who: ['office'] },
  { path: '/admin/people', h1: '人员', who: ['office', 'sysadmin', 'head.heping'] },
  { path: '/admin/people/new', h1: /人员/, who: ['office'] },
  { path: '/admin/people/import', h1: '导入人员', who: ['office'] },
  { path: '/admin/groups', h1: '工作群管理', who: ['office'] },
  { path: '/admin/groups/new', h1: /群/, who: ['office'] },
  { path: '/admin/settings', h1: '规则设置', who: ['office', 'sysadmin'] },
  { path: '/admin/calendar', h1: '工作日历', who: ['office', 'sysadmin'] },
  { path: '/admin/screening', h1: '内容筛查', who: ['office'] },
  { path: '/admin/screening/words', h1: '筛查词库', who: ['office'] },
  { path: '/admin/screening/import', h1: '导入词条', who: ['office'] },
  { path: '/admin/screening/versions', h1: '词库版本', who: ['office'] },
  { path: '/admin/screening/versions/1', h1: '词库第 1 版', who: ['office'] },
  { path: '/admin/permissions', h1: '权限矩阵', who: ['office', 'sysadmin', 'auditor'] },
  { path: '/admin/audit', h1: '审计日志', who: ['auditor'] },
  { path: '/admin/audit/proof', h1: '封存与核对', who: ['auditor'] },
  { path: '/admin/jobs', h1: '后台任务', who: ['sysadmin'] },
];

/** One account of every role. */
const accounts = [
  'office',
  'head.heping',
  'heping.zhang',
  'heping.liu',
  'leader',
  'supervisor',
  'supervisor2',
  'sysadmin',
  'auditor',
];

/** Pages that stand beside the things of a list. */
const pagesBeside = ['new', 'import', 'proof', 'leave', 'transfer']
  .map((name) => `:not([href$="/${name}"])`)
  .join('');

/** Lists whose first row leads to a page of its own. */
const details: readonly { list: string; row: string; who: readonly string[] }[] = [
  { list: '/groups', row: '/groups/', who: ['office', 'head.heping', 'heping.liu'] },
  {
    list: '/membership?status=approved,submitted,done',
    row: '/membership/',
    who: ['office', 'head.heping', 'supervisor'],
  },
  {
    list: '/membership/transfer',
    row: '/membership/transfer/',
    who: ['office', 'supervisor'],
  },
  { list: '/orders?status=done', row: '/orders/', who: ['office', 'heping.zhang'] },
  { list: '/orders?wait=office&status=failed', row: '/orders/', who: ['office'] },
  { list: '/membership?wait=office', row: '/membership/', who: ['office'] },
  { list: '/admin/people', row: '/admin/people/', who: ['office', 'sysadmin', 'head.heping'] },
  { list: '/admin/units', row: '/admin/units/', who: ['office'] },
  { list: '/admin/groups', row: '/admin/groups/', who: ['office'] },
  { list: '/admin/audit', row: '/admin/audit/', who: ['auditor'] },
];

/** Pages of a group that stand beside its own, the list where one finds a group to compare, and who may. */
const besideGroups = [
  { path: 'roster', h1: '花名册比对' },
  { path: 'baseline', h1: '存量登记' },
];
const keepers: Readonly<Record<string, string>> = {
  office: '/groups?platform=wechat',
  'heping.zhang': '/groups?mine=admin',
};

/** The first group of a list. */
async function groupOf(page: Page, list: string): Promise<string> {
  await page.goto(list);
  return (await page.locator('main a[href^="/groups/"]').first().getAttribute('href')) ?? '';
}

// Both widths are looked at by each visit: the desktop's stories do it for the phone's too.
test.describe.configure({ mode: 'parallel', timeout: 900_000 });

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const expectHeading = (page: Page, h1: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(h1);

async function expectThere(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
}

/** Gives the page another width, and waits until it is drawn so: axe would measure half of it as it was before. */
async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(size.width);
  const frame = () => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  await frame();
  await frame();
}

/** Opens the page at the desktop's width, looks at it, and looks again at the phone's. */
async function expectPage(page: Page, path: string, h1: string | RegExp): Promise<void> {
  await page.setViewportSize(desktop);
  await expectThere(page, path);
  await expectHeading(page, h1);
  await expectAccessible(page);
  await resize(page, phone);
  await expectHeading(page, h1);
  await expectAccessible(page);
}

const mayOpen = (account: string, who: readonly string[]) => who.includes('all') || who.includes(account);

/** Who opens a page at the phone's width too, as its browser would: one account for each page. */
const firstAt = (who: readonly string[]) => accounts.find((account) => mayOpen(account, who));

for (const account of accounts) {
  test(`every page of ${account}`, async ({ as }) => {
    const page = await as(account);
    for (const { path, h1, who } of pages.filter((one) => mayOpen(account, one.who))) {
      await expectPage(page, path, h1);
      if (firstAt(who) !== account) continue;
      await expectThere(page, path);
      await expectHeading(page, h1);
    }
  });

  const mine = details.filter(({ who }) => who.includes(account));
  if (mine.length === 0) continue;
  test(`the details that ${account} may open`, async ({ as }) => {
    const page = await as(account);
    for (const { list, row } of mine) {
      await page.setViewportSize(desktop);
      await page.goto(list);
      const href = await page.locator(`main a[href^="${row}"]${pagesBeside}`).first().getAttribute('href');
      await expectPage(page, href ?? '', /./);
    }
  });
}

for (const [account, list] of Object.entries(keepers))
  test(`the lists of a chat group that ${account} keeps`, async ({ as }) => {
    const page = await as(account);
    const group = await groupOf(page, list);
    for (const { path, h1 } of besideGroups) await expectPage(page, `${group}/${path}`, h1);
  });

/** The browser itself writes a line about a page that is not there. */
const refusedAnswer = /Failed to load resource: the server responded with a status of 404/;

/** None of the addresses is there: the first as the person sees it, the others as they are answered. */
async function expectNotThere(page: Page, paths: readonly string[]): Promise<void> {
  const [first = '', ...others] = paths;
  const seen = await page.goto(first);
  expect(seen?.status(), first).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const path of others) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(404);
  }
}

for (const account of ['head.heping', 'heping.liu', 'supervisor'])
  test(`the lists of a chat group are not there for ${account}`, async ({ as, tolerated }) => {
    tolerated.push(refusedAnswer);
    const page = await as(account);
    const group = await groupOf(page, '/groups');
    await expectNotThere(
      page,
      besideGroups.map(({ path }) => `${group}/${path}`),
    );
  });

for (const account of accounts)
  test(`what ${account} may not see is not there`, async ({ as, tolerated }) => {
    tolerated.push(refusedAnswer);
    const closed = pages.filter(({ who }) => !mayOpen(account, who)).map(({ path }) => path);
    await expectNotThere(await as(account), closed);
  });
