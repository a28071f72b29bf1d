import postgres from 'postgres';
import { quiet } from './database';
import type { Reader, RunningProduct } from './product';
import { accountOf } from './street/founding';

/** A page as somebody asks for it. */
export interface BenchPage {
  what: string;
  reader: Reader;
  path: string;
  /** Only the page that was meant has this on it. */
  expect: string;
  kind: 'list' | 'form' | 'other';
}

/** Addresses are about rows: they are found in the street that is served. */
export type FindPages = (product: RunningProduct) => Promise<BenchPage[]>;

interface Ids {
  units: string;
  ownUnit: string;
  request: string;
}

async function findIds(databaseUrl: string): Promise<Ids> {
  const on = postgres(databaseUrl, quiet);
  const [row] = await on<Ids[]>`
    select (select string_agg(id::text, ',') from (select id from units order by sort limit 3) u) as units,
      (select p.unit_id::text from accounts a join people p on p.id = a.person_id where a.username = ${accountOf.head}) as "ownUnit",
      (select id::text from membership_requests where status = 'submitted' order by due_at desc limit 1) as request`;
  await on.end();
  if (!row) throw new Error('an empty street');
  return row;
}

/** The pages that officials have before them all day. */
export async function benchPages({ databaseUrl }: RunningProduct): Promise<BenchPage[]> {
  const { units, ownUnit, request } = await findIds(databaseUrl);
  const list = (filters: Record<string, string>) => `/membership?${new URLSearchParams(filters)}`;
  const asked = { status: 'done,approved', kind: 'join', q: '王', sort: '-submitted' };
  const isList = { expect: 'data-row-link', kind: 'list' } as const;
  return [
    { what: 'list of a head', reader: 'head', path: list({ ...asked, unit: ownUnit }), ...isList },
    { what: 'list of the Office', reader: 'office', path: list({ ...asked, unit: units }), ...isList },
    {
      what: 'a request',
      reader: 'office',
      path: `/membership/${request}`,
      expect: '办理记录',
      kind: 'other',
    },
    { what: 'workbench', reader: 'office', path: '/', expect: '最近动态', kind: 'other' },
  ];
}

/** Pages that show the same amount however long the history is: twenty rows of a list, one request, what is open. */
export async function growthPages(product: RunningProduct): Promise<BenchPage[]> {
  const pages = await benchPages(product);
  const path = '/membership?status=done&kind=join&sort=-submitted';
  return pages.map((page) => (page.kind === 'list' ? { ...page, path } : page));
}

interface NoticeIds {
  /** The newest of the Office with a receipt of everybody in a group, and one of them the member's. */
  out: string;
  received: string;
  /** What the head has to review. */
  waiting: string;
}

async function findNoticeIds(databaseUrl: string): Promise<NoticeIds> {
  const on = postgres(databaseUrl, quiet);
  const person = (username: string) => on`(select person_id from accounts where username = ${username})`;
  const [row] = await on<NoticeIds[]>`
    select (select id::text from notices where status = 'published' order by published_at desc limit 1) as out,
      (select notice_id::text from notice_receipts r join notices n on n.id = r.notice_id and n.status = 'published'
        where r.person_id = ${person(accountOf.member)} order by r.published_at desc limit 1) as received,
      (select s.notice_id::text from notice_steps s join role_assignments a on a.unit_id = s.unit_id and a.person_id = ${person(accountOf.head)}
        where s.status = 'open' and s.duty = 'head' order by s.due_at limit 1) as waiting`;
  await on.end();
  if (!row) throw new Error('an empty street');
  return row;
}

const commonWord = '安全';
const rareWord = '防汛抢险';

/** Where notices are written, reviewed, looked for and read. */
export async function noticePages({ databaseUrl }: RunningProduct): Promise<BenchPage[]> {
  const { out, received, waiting } = await findNoticeIds(databaseUrl);
  const list = (q: string) => `/notices?${new URLSearchParams({ q })}`;
  const isList = { expect: 'data-row-link', kind: 'list' } as const;
  return [
    { what: 'queue of a head', reader: 'head', path: '/review', ...isList },
    { what: 'queue of the Office', reader: 'office', path: '/review', ...isList },
    { what: 'notices of the Office', reader: 'office', path: '/notices', ...isList },
    { what: `notices of the Office with ${commonWord}`, reader: 'office', path: list(commonWord), ...isList },
    { what: `notices of a head with ${rareWord}`, reader: 'head', path: list(rareWord), ...isList },
    { what: `notices of a member with ${commonWord}`, reader: 'member', path: list(commonWord), ...isList },
    {
      what: 'a notice with its receipts',
      reader: 'office',
      path: `/notices/${out}`,
      expect: '回执',
      kind: 'other',
    },
    {
      what: 'a notice one receives',
      reader: 'member',
      path: `/notices/${received}`,
      expect: '目标群',
      kind: 'other',
    },
    {
      what: 'a notice under review',
      reader: 'head',
      path: `/review/${waiting}`,
      expect: '通过',
      kind: 'other',
    },
  ];
}

const forms = {
  membership: { what: 'form of a new request', path: '/membership/new' },
  notices: { what: 'form of a new notice', path: '/notices/new' },
};

/** The form of a part of the product, which nothing but its script is measured of. */
export const formOf = (part: keyof typeof forms): BenchPage => ({
  ...forms[part],
  reader: 'head',
  expect: '',
  kind: 'form',
});
