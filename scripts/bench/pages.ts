import postgres from 'postgres';
import { quiet } from './database';
import type { Reader, RunningProduct } from './product';

/** A page as somebody asks for it. */
export interface BenchPage {
  what: string;
  reader: Reader;
  path: string;
  /** Only the page that was meant has this on it. */
  expect: string;
  list: boolean;
}

interface Ids {
  units: string;
  groups: string;
  request: string;
}

/** Addresses are about rows: these are found in the street that is served. */
async function findIds(databaseUrl: string): Promise<Ids> {
  const on = postgres(databaseUrl, quiet);
  const [row] = await on<Ids[]>`
    select (select string_agg(id::text, ',') from (select id from units order by sort limit 10) u) as units,
      (select string_agg(id::text, ',') from (select id from groups order by id limit 50) g) as groups,
      (select id::text from membership_requests where status = 'submitted' order by due_at desc limit 1) as request`;
  await on.end();
  if (!row) throw new Error('an empty street');
  return row;
}

/** The pages that officials have before them all day. */
export async function benchPages({ databaseUrl }: RunningProduct): Promise<BenchPage[]> {
  const { units, groups, request } = await findIds(databaseUrl);
  const list = (filters: Record<string, string>) => `/membership?${new URLSearchParams(filters)}`;
  const asked = { status: 'done,approved', kind: 'join', q: '王', sort: '-submitted' };
  return [
    {
      what: 'list of a head',
      reader: 'head',
      path: list({ ...asked, group: groups }),
      expect: 'data-row-link',
      list: true,
    },
    {
      what: 'list of the Office',
      reader: 'office',
      path: list({ ...asked, unit: units }),
      expect: 'data-row-link',
      list: true,
    },
    { what: 'a request', reader: 'office', path: `/membership/${request}`, expect: '办理记录', list: false },
    { what: 'workbench', reader: 'office', path: '/', expect: '最近动态', list: false },
  ];
}
