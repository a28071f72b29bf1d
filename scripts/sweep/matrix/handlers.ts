import { type Caller, callerNames } from './callers';
import { readTable } from './read-table';

/**
 * What every route handler answers to whom, as HTTP status; `0` is a list without anything in it (200), for pickers that have
 * nothing to offer to this caller. What is sent: fixtures/handlers.ts. A row is named by method and route; further situations
 * after ` · `.
 */
export const handlerTable = readTable(
  `
                                                 st  fo  id  ex  en  di  de  aw  co  mu  | me  he  oh  o1  o2  ga  le  su  re  sy  au  dh  dl
  GET /api/health                                200 200 200 200 200 200 200 200 200 200 | 200 200 200 200 200 200 200 200 200 200 200 200 200

  GET /api/auth/[...nextauth] · csrf             200 200 200 200 200 200 200 200 200 200 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/auth/[...nextauth] · session          404 404 404 404 404 404 404 404 404 404 | 404 404 404 404 404 404 404 404 404 404 404 404 404
  GET /api/auth/[...nextauth] · signin           404 404 404 404 404 404 404 404 404 404 | 404 404 404 404 404 404 404 404 404 404 404 404 404
  GET /api/auth/[...nextauth] · signout          404 404 404 404 404 404 404 404 404 404 | 404 404 404 404 404 404 404 404 404 404 404 404 404
  GET /api/auth/[...nextauth] · error            404 404 404 404 404 404 404 404 404 404 | 404 404 404 404 404 404 404 404 404 404 404 404 404
  POST /api/auth/[...nextauth] · signout         404 404 404 404 404 404 404 404 404 404 | 404 404 404 404 404 404 404 404 404 404 404 404 404
  POST /api/auth/[...nextauth] · right           200 200 200 200 200 401 401 200 401 200 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  POST /api/auth/[...nextauth] · wrong           401 401 401 401 401 401 401 401 401 401 | 401 401 401 401 401 401 401 401 401 401 401 401 401
  POST /api/auth/[...nextauth] · from elsewhere  403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  POST /api/sign-out                             303 303 303 303 303 303 303 303 303 303 | 303 303 303 303 303 303 303 303 303 303 303 303 303
  POST /api/sign-out · from elsewhere            403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403

  GET /api/options/colleagues                    401 401 401 401 401 401 401 401 401 401 | 0   200 200 200 200 0   200 0   0   200 0   0   0
  GET /api/options/delegators                    401 401 401 401 401 401 401 401 401 401 | 0   0   0   200 200 0   0   0   0   0   0   0   0
  GET /api/options/group-administrators          401 401 401 401 401 401 401 401 401 401 | 0   0   0   200 200 0   0   0   0   0   0   0   0
  GET /api/options/filter-groups                 401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 0   0   0   200 200
  GET /api/options/filter-units                  401 401 401 401 401 401 401 401 401 401 | 0   200 200 200 200 0   0   200 0   0   0   200 0
  GET /api/options/join-groups                   401 401 401 401 401 401 401 401 401 401 | 0   200 200 200 200 0   0   0   0   0   0   200 0
  GET /api/options/join-people                   401 401 401 401 401 401 401 401 401 401 | 0   200 200 200 200 0   0   0   0   0   0   200 0
  POST /api/joins/check                          401 401 401 401 401 401 401 401 401 401 | 0   200 0   200 200 0   0   0   0   0   0   200 0
  POST /api/joins/check · from elsewhere         403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  POST /api/joins/read                           401 401 401 401 401 401 401 401 401 401 | 0   200 200 200 200 0   0   0   0   0   0   200 0
  GET /api/joins/template                        401 401 401 401 401 401 401 401 401 401 | 403 200 200 200 200 403 403 403 403 403 403 200 403
  POST /api/files/joins                          401 401 401 401 401 401 401 401 401 401 | 403 201 201 201 201 403 403 403 403 403 403 201 403
  POST /api/files/joins · from elsewhere         403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  GET /api/options/leave-groups                  401 401 401 401 401 401 401 401 401 401 | 0   200 0   200 200 0   0   0   0   0   0   200 0
  GET /api/options/transfer-check                401 401 401 401 401 401 401 401 401 401 | 0   200 0   200 200 0   0   0   0   0   0   200 0

  GET /api/export/[list] · groups                401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · group-members         401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · membership            401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · transfers             401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · inactive              401 401 401 401 401 401 401 401 401 401 | 403 200 200 200 200 403 403 403 403 403 403 200 403
  GET /api/export/[list] · membership-figures    401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · nickname-conformity   401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · orders                401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 200 403 403 403 403 403 403 403
  GET /api/export/[list] · nicknames             401 401 401 401 401 401 401 401 401 401 | 403 200 200 200 200 200 403 200 403 403 403 403 403
  GET /api/export/[list] · roster                401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 200 403 403 403 403 403 403 403
  GET /api/export/[list] · baseline              401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 200 403 403 403 403 403 403 403
  GET /api/export/[list] · people                401 401 401 401 401 401 401 401 401 401 | 403 200 200 200 200 403 403 403 403 200 403 403 403
  GET /api/export/[list] · units                 401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 200 403 403 403
  GET /api/export/[list] · delegations           401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 403 403 403 403
  GET /api/export/[list] · inbox                 401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · audit                 401 401 401 401 401 401 401 401 401 401 | 403 403 403 403 403 403 403 403 403 403 200 403 403
  GET /api/export/[list] · job-failures          401 401 401 401 401 401 401 401 401 401 | 403 403 403 403 403 403 403 403 403 200 403 403 403
  GET /api/export/[list] · setting-changes       401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 200 403 403 403
  GET /api/export/[list] · notices               401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · notice-receipts       401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  GET /api/export/[list] · calendar-days         401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 200 403 403 403
  GET /api/export/[list] · screening-words       401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 403 403 403 403
  GET /api/export/[list] · screening-versions    401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 403 403 403 403
  GET /api/export/[list] · no such list          401 401 401 401 401 401 401 401 401 401 | 404 404 404 404 404 404 404 404 404 404 404 404 404
  GET /api/export/[list] · from elsewhere        403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403

  GET /api/audit/proof                           401 401 401 401 401 401 401 401 401 401 | 403 403 403 403 403 403 403 403 403 403 200 403 403
  GET /api/audit/head                            404 404 404 404 404 404 404 404 404 404 | 404 404 404 404 404 404 404 404 404 404 200 404 404
  GET /api/audit/head · from elsewhere           403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403

  POST /api/files/imports                        401 401 401 401 401 401 401 401 401 401 | 403 403 403 201 201 403 403 403 403 403 403 403 403
  POST /api/files/imports · from elsewhere       403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  POST /api/files/rosters                        401 401 401 401 401 401 401 401 401 401 | 403 403 403 201 201 201 403 403 403 403 403 403 403
  POST /api/files/rosters · from elsewhere       403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  GET /api/baselines/template                    401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 200 403 403 403 403 403 403 403
  GET /api/baselines/template · from elsewhere   403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  GET /api/options/notice-units                  401 401 401 401 401 401 401 401 401 401 | 0   200 200 200 200 0   200 200 0   0   0   200 200
  POST /api/notices/replies                      401 401 401 401 401 401 401 401 401 401 | 403 200 403 200 200 200 403 403 403 403 403 403 403
  POST /api/notices/replies · from elsewhere     403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  GET /api/options/notice-targets                401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 0   0   0   0   0   0
  POST /api/notices/outlook                      401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 0   0   0   0   0   0
  POST /api/notices/outlook · from elsewhere     403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  POST /api/screening                            401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  POST /api/screening · from elsewhere           403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  POST /api/files/words                          401 401 401 401 401 401 401 401 401 401 | 403 403 403 201 201 403 403 403 403 403 403 403 403
  POST /api/files/words · from elsewhere         403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  GET /api/imports/template/[kind]               401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 403 403 403 403
  GET /api/imports/progress · of o1              401 401 401 401 401 401 401 401 401 401 | 0   0   0   200 0   0   0   0   0   0   0   0   0
  GET /api/imports/[id]/failed · of o1           401 401 401 401 401 401 401 401 401 401 | 404 404 404 200 404 404 404 404 404 404 404 404 404
  GET /api/imports/[id]/failed · from elsewhere  403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403

  POST /api/personal-data                        401 401 401 401 401 401 401 401 401 401 | 200 200 200 200 200 200 200 200 200 200 200 200 200
  POST /api/personal-data · of somebody else     401 401 401 401 401 401 401 401 401 401 | 403 403 403 200 200 403 403 403 403 403 403 403 403
  POST /api/personal-data · with a wrong password   401 401 401 401 401 401 401 401 401 401 | 422 422 422 422 422 422 422 422 422 422 422 422 422
  POST /api/personal-data · from elsewhere       403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403

  GET /api/files/[id] · a delegation's paper     404 404 404 404 404 404 404 404 404 404 | 404 200 404 200 200 404 404 404 404 200 404 200 404
  HEAD /api/files/[id] · a delegation's paper    404 404 404 404 404 404 404 404 404 404 | 404 200 404 200 200 404 404 404 404 200 404 200 404
  GET /api/files/[id] · o1's, of nothing yet     404 404 404 404 404 404 404 404 404 404 | 404 404 404 200 404 404 404 404 404 404 404 404 404
  POST /api/files                                401 401 401 401 401 401 401 401 401 401 | 201 201 201 201 201 201 201 201 201 201 201 201 201
  POST /api/files · from elsewhere               403 403 403 403 403 403 403 403 403 403 | 403 403 403 403 403 403 403 403 403 403 403 403 403
  POST /api/files · of no known kind             401 401 401 401 401 401 401 401 401 401 | 422 422 422 422 422 422 422 422 422 422 422 422 422
`,
  callerNames,
);

/** Method and route of a row. */
export const handlerOf = (row: string): string => row.split(' · ')[0] ?? row;

export interface Odd {
  method?: string;
  path: string;
  by: Caller;
  expected: number;
  /** Instead of the product's own. */
  origin?: string | null;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
}

const nobody = '01990000-0000-7000-8000-00000000dead';
const long = 'a'.repeat(4_000);
const pdf = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
const megabytes = (n: number) => Buffer.alloc(n * 1024 * 1024, 'a');
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const signIn = '/api/auth/callback/credentials';

const pickers = [
  'filter-groups',
  'filter-units',
  'colleagues',
  'delegators',
  'group-administrators',
  'join-groups',
  'join-people',
];
const searches = [
  '',
  'q',
  'q=%00',
  'q=%25_%5c',
  'q=%27--',
  'q=%ff',
  `q=${long}`,
  'q=a&q=b',
  '__proto__=x',
  'q=1',
];

const get = (by: Caller, expected: number) => (path: string) => ({ path, by, expected });
const upload = (expected: number, more: Partial<Odd>): Odd => ({
  path: '/api/files',
  method: 'POST',
  by: 'o2',
  expected,
  body: pdf,
  ...more,
});

/** Malformed requests to the routes, and methods they do not have. */
export const oddRequests: readonly Odd[] = [
  ...pickers.flatMap((picker) =>
    searches.map((search) => get('o1', 200)(`/api/options/${picker}${search ? `?${search}` : ''}`)),
  ),
  ...['', '{', 'null', '[]', '{}', '{"rows":7}', '{"rows":"x\\u0000","groupIds":[]}', long + long].map(
    (body) => ({
      path: '/api/joins/check',
      method: 'POST',
      by: 'o1' as const,
      expected: 422,
      body,
    }),
  ),
  ...['', 'null', '{"body":7}', '{"title":"","body":"\\ud800","fileNames":[]}'].map((body) => ({
    path: '/api/screening',
    method: 'POST',
    by: 'me' as const,
    expected: 422,
    body,
  })),
  ...['', 'null', '{"text":7}', '{"text":"\\ud800"}'].map((body) => ({
    path: '/api/joins/read',
    method: 'POST',
    by: 'o1' as const,
    expected: 422,
    body,
  })),
  ...['', 'person=x', `person=${nobody}`, 'person=%00'].map((search) =>
    get('o1', 200)(`/api/options/leave-groups?${search}`),
  ),
  ...['', 'person=x&unit=y', `person=${nobody}&unit=${nobody}`, 'person=%00&unit=%00'].map((search) =>
    get('o1', 200)(`/api/options/transfer-check?${search}`),
  ),
  ...['__proto__', 'constructor', 'toString', '%00', '..%2fpeople', 'People', long].map((list) =>
    get('o2', 404)(`/api/export/${list}`),
  ),
  ...['page=-1&size=1e9&sort=__proto__', 'q=%00&unit=%00&status=x', `q=${long}`, 'group=not-an-id'].map(
    (search) => get('me', 200)(`/api/export/group-members?${search}`),
  ),
  ...['not-an-id', nobody, '%00', '..%2f..%2fetc%2fpasswd', '__proto__', long].map((id) =>
    get('o1', 404)(`/api/files/${id}`),
  ),
  ...['/api/files/%ff', '/api/export/%', '/%ed%a0%80', '/api/auth/%c0%ae'].map(get('o1', 400)),
  ...[
    '/api',
    '/api/options',
    '/api/options/passwords',
    '/api/export',
    '/api/export/people/x',
    '/api/auth',
  ].map(get('o1', 404)),

  upload(201, { headers: { 'x-file-name': '%E5%A7%94.pdf' } }),
  upload(201, { headers: { 'x-file-name': '..%2f..%2fetc%2fpasswd%00.pdf' } }),
  upload(422, {}),
  upload(422, { headers: { 'x-file-name': '%ff.pdf' } }),
  upload(422, { headers: { 'x-file-name': 'a.exe' } }),
  upload(422, { headers: { 'x-file-name': 'a.pdf' }, body: '' }),
  upload(422, { headers: { 'x-file-name': 'a.pdf' }, body: '<script>alert(1)</script>' }),
  upload(422, { headers: { 'x-file-name': 'a.pdf' }, body: megabytes(21) }),
  upload(422, { headers: { 'x-file-name': 'a.pdf', 'transfer-encoding': 'chunked' }, body: megabytes(21) }),
  upload(403, { headers: { 'x-file-name': 'a.pdf' }, origin: null }),
  upload(403, { headers: { 'x-file-name': 'a.pdf' }, origin: 'null' }),
  upload(403, { headers: { 'x-file-name': 'a.pdf' }, origin: 'https://qunxu.example.evil' }),

  ...[
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"current":7}',
    '{"current":"a\\u0000"}',
    '{"current":"a\\ud800"}',
    long + long,
  ].map((body) => ({ path: '/api/personal-data', method: 'POST', by: 'o2' as const, expected: 422, body })),
  ...[
    'from=2026-02-30&to=2026-03-01',
    'from=2026-03-02&to=2026-03-01',
    'from=%00',
    '',
    'from=2026-01-01',
  ].map((search) => get('au', 422)(`/api/audit/proof?${search}`)),
  ...['__proto__', 'constructor', '%00', 'People'].map((kind) =>
    get('o1', 404)(`/api/imports/template/${kind}`),
  ),
  ...['not-an-id', nobody, '%00', '__proto__'].map((id) => get('o1', 404)(`/api/imports/${id}/failed`)),
  ...['', 'id=x', 'id=%00', `id=${nobody}`].map((search) =>
    get('o1', 200)(`/api/imports/progress?${search}`),
  ),
  { path: '/api/sign-out', method: 'POST', by: 'st', expected: 403, origin: null },
  {
    path: signIn,
    method: 'POST',
    by: 'st',
    expected: 403,
    origin: null,
    headers: form,
    body: 'username=a&password=b',
  },
  ...[
    '',
    'username=a&password=b',
    'csrfToken=x&username=a&password=b',
    'csrfToken=%00',
    `username=${long}`,
  ].map((body) => ({ path: signIn, method: 'POST', by: 'st' as const, expected: 302, headers: form, body })),
  ...['{', 'null', '[]', '"x"', '{"__proto__":{"csrfToken":"x"}}'].map((body) => ({
    path: signIn,
    method: 'POST',
    by: 'st' as const,
    expected: 415,
    headers: { 'content-type': 'application/json' },
    body,
  })),

  ...(
    [
      ['POST', '/api/health'],
      ['PUT', '/api/health'],
      ['DELETE', '/api/files'],
      ['GET', '/api/files'],
      ['PATCH', `/api/files/${nobody}`],
      ['POST', '/api/export/people'],
      ['POST', '/api/options/colleagues'],
      ['GET', '/api/sign-out'],
      ['PUT', '/api/auth/csrf'],
      ['DELETE', signIn],
      ['TRACE', '/'],
      ['TRACE', '/api/health'],
      ['PROPFIND', '/'],
    ] as const
  ).map(([method, path]) => ({ method, path, by: 'o1' as const, expected: 405 })),
];
