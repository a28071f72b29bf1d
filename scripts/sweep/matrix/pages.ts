import { type Caller, callerNames } from './callers';
import { readTable } from './read-table';

/**
 * What every page shows to whom. `[…]` is filled from the situation after ` · ` (fixtures/pages.ts).
 *
 *   P  shown          N  not there (404)        L  led to /login, with the way back
 *   W  led to set a password                    H  led to the front page
 *   2  led to the second step of signing in     E  led to set up a second factor
 */
export const pageTable = readTable(
  `
                                            st fo id ex en di de aw co mu | me he oh o1 o2 ga le su re sy au dh dl
  /                                         L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /inbox                                    L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /me                                       L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /me/second-factor                         L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /regulation                               L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /search                                   L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /delegation                               L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  P  N  N  N  N  P  P

  /groups                                   L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /groups/[id] · of 和平社区                L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  N  N  N  P  P
  /groups/[id] · of the street              L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  P  P  N  N  N  P  P
  /groups/[id]/roster · any                 L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  P  N  N  N  N  N  N  N
  /groups/[id]/baseline · any               L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  P  N  N  N  N  N  N  N
  /membership                               L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /membership/new                           L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  N  N  N  N  P  N
  /membership/batch/[id] · of 和平社区      L  L  L  L  L  L  L  2  W  E  | N  P  N  P  P  N  N  P  N  N  N  P  N
  /membership/leave                         L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  N  N  N  N  P  N
  /membership/transfer                      L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  P  N  N  N  P  N
  /membership/transfer/new                  L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  N  N  N  N  P  N
  /membership/transfer/[id] · to 新华社区       L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  P  N  N  N  P  N
  /membership/figures                       L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  P  N  N  N  P  N
  /membership/[id] · of 和平社区            L  L  L  L  L  L  L  2  W  E  | N  P  N  P  P  N  N  P  N  N  N  P  N
  /membership/[id] · of another unit        L  L  L  L  L  L  L  2  W  E  | N  N  P  P  P  N  N  P  N  N  N  N  N
  /membership/[id] · about me               L  L  L  L  L  L  L  2  W  E  | P  P  N  P  P  N  N  P  N  N  N  P  N
  /inactive                                 L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  N  N  N  N  P  N
  /inactive/new                             L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /membership/nicknames                     L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  P  N  P  N  N  N  N  N
  /notices                                  L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /notices/[id] · to 和平社区                   L  L  L  L  L  L  L  2  W  E  | P  P  N  P  P  P  P  P  N  N  N  P  P
  /notices/[id]/receipts · to 和平社区          L  L  L  L  L  L  L  2  W  E  | N  P  N  P  P  P  N  P  N  N  N  N  N
  /notices/new                              L  L  L  L  L  L  L  2  W  E  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /notices/[id]/edit · of the member        L  L  L  L  L  L  L  2  W  E  | P  N  N  N  N  N  N  N  N  N  N  N  N
  /notices/emergency                        L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  P  N  N  N  N  N  N  N
  /review                                   L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  P  N  N  N  N  P  P
  /review/[id] · before the head of 和平社区    L  L  L  L  L  L  L  2  W  E  | N  P  N  P  P  N  N  N  N  N  N  P  N
  /orders                                   L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  P  N  N  N  N  N  N  N
  /orders/[id] · in the group of 和平社区   L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  P  N  N  N  N  N  N  N
  /orders/[id] · in another group           L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N

  /admin/units                              L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  P  N  N  N
  /admin/units/new                          L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/units/[id] · any                   L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/people                             L  L  L  L  L  L  L  2  W  E  | N  P  P  P  P  N  N  N  N  P  N  N  N
  /admin/people/new                         L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/people/[id] · of 和平社区          L  L  L  L  L  L  L  2  W  E  | N  P  N  P  P  N  N  N  N  P  N  N  N
  /admin/people/[id] · of another unit      L  L  L  L  L  L  L  2  W  E  | N  N  P  P  P  N  N  N  N  P  N  N  N
  /admin/people/import                      L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/people/import/[id] · of o1         L  L  L  L  L  L  L  2  W  E  | N  N  N  P  N  N  N  N  N  N  N  N  N
  /admin/units/import                       L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/units/import/[id] · of o1          L  L  L  L  L  L  L  2  W  E  | N  N  N  P  N  N  N  N  N  N  N  N  N
  /admin/groups                             L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/groups/new                         L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/groups/[id] · any                  L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N

  /admin/settings                           L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  P  N  N  N
  /admin/settings/[key] · of business       L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  P  N  N  N
  /admin/settings/[key] · of signing in     L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  P  N  N  N
  /admin/calendar                           L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  P  N  N  N
  /admin/screening                          L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/screening/words                    L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/screening/words/[id] · any         L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/screening/import                   L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/screening/versions                 L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/screening/versions/[number] · any  L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  N  N  N  N
  /admin/permissions                        L  L  L  L  L  L  L  2  W  E  | N  N  N  P  P  N  N  N  N  P  P  N  N
  /admin/audit                              L  L  L  L  L  L  L  2  W  E  | N  N  N  N  N  N  N  N  N  N  P  N  N
  /admin/audit/proof                        L  L  L  L  L  L  L  2  W  E  | N  N  N  N  N  N  N  N  N  N  P  N  N
  /admin/audit/[id] · any                   L  L  L  L  L  L  L  2  W  E  | N  N  N  N  N  N  N  N  N  N  P  N  N
  /admin/jobs                               L  L  L  L  L  L  L  2  W  E  | N  N  N  N  N  N  N  N  N  P  N  N  N

  /login                                    P  P  P  P  P  P  P  P  H  H  | H  H  H  H  H  H  H  H  H  H  H  H  H
  /password                                 L  L  L  L  L  L  L  L  P  H  | H  H  H  H  H  H  H  H  H  H  H  H  H
  /second-factor                            L  L  L  L  L  L  L  P  H  H  | H  H  H  H  H  H  H  H  H  H  H  H  H
  /second-factor/enrol                      L  L  L  L  L  L  L  L  W  P  | P  P  P  P  P  P  P  P  P  P  P  P  P
  /setup                                    N  N  N  N  N  N  N  N  N  N  | N  N  N  N  N  N  N  N  N  N  N  N  N
  /nowhere                                  N  N  N  N  N  N  N  N  N  N  | N  N  N  N  N  N  N  N  N  N  N  N  N
`,
  callerNames,
);

/** The page a row is about, with its `[…]`. */
export const pageOf = (row: string): string => row.split(' · ')[0] ?? row;

/** The row that has what the page is about, and who may see it: for addresses that are malformed. */
export const readers: Readonly<Record<string, { row: string; by: Caller }>> = Object.fromEntries(
  [...new Set(pageTable.map(({ name }) => pageOf(name)))].flatMap((page) => {
    const row = pageTable.find(
      ({ name, cells }) => pageOf(name) === page && Object.values(cells).includes('P'),
    );
    const by = callerNames.find((caller) => row?.cells[caller] === 'P');
    return row && by ? [[page, { row: row.name, by }]] : [];
  }),
);

const long: string = 'a'.repeat(4_000);

/** Pages of which looks are in the audit trail, each other look once in ten minutes; looking at any other leaves nothing anywhere. */
export const recordedLooks = /^\/admin\/audit(\/\d+)?(\?|$)/;

/** What may stand behind the `?` of any page. All are answered with the page: what is unknown or malformed is as if it were not there. */
export const malformedSearch: readonly string[] = [
  'page=-1',
  'page=0',
  'page=1e9',
  'page=99999999999999999999',
  'page=NaN',
  'page[]=2',
  'size=7',
  'size=1000000',
  'sort=unknown',
  'sort=__proto__',
  'sort=-constructor',
  'sort=id;drop%20table%20people',
  'q=%00',
  'q=a%00b',
  'q=%25%5f%5c',
  'q=%27%3b--',
  'q=%ed%a0%80',
  'q=%ff',
  'q=%',
  `q=${'%e5%ad%97'.repeat(600)}`,
  'q=a&q=b&page=1&page=2',
  'q',
  'status=unknown',
  'status=__proto__,constructor,toString',
  'state=&kind=&role=&unit=&group=',
  'unit=7&group=not-an-id&person=%00',
  'unit=01990000-0000-7000-8000-00000000dead&group=01990000-0000-7000-8000-00000000dead',
  `unit=${'01990000-0000-7000-8000-00000000dead,'.repeat(70)}`,
  'from=2026-02-30&to=0000-00-00&day=2026-13-45&year=99999',
  'year=1e308&day=%00',
  'wait=nobody&overdue=perhaps&outcome=%00&action=%00',
  '__proto__=x&constructor=y&__proto__[admin]=1',
  'next=//evil.example&next=javascript:alert(1)',
  'callbackUrl=https://evil.example',
  Array.from({ length: 300 }, (_, i) => `p${i}=${i}`).join('&'),
];

/** What may stand in the place of `[…]`, and what is answered: `N` or, where Next itself cannot read the address, `B` (400). */
export const malformedIds: Readonly<Record<string, string>> = {
  'not-an-id': 'N',
  '01990000-0000-7000-8000-00000000dead': 'N',
  '00000000-0000-0000-0000-000000000000': 'N',
  '%00': 'N',
  '01990000-0000-7000-8000-00000000dead%00': 'N',
  '%ed%a0%80': 'B',
  '%ff': 'B',
  '%': 'B',
  '..%2f..%2fetc%2fpasswd': 'N',
  '%5c..%5c': 'N',
  __proto__: 'N',
  constructor: 'N',
  '-1': 'N',
  '1e9': 'N',
  '99999999999999999999': 'N',
  "1'%20or%20'1'='1": 'N',
  '%E5%AD%97': 'N',
  [long]: 'N',
};
