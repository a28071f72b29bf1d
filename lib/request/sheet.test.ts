import { beforeEach, describe, expect, it, vi } from 'vitest';
import { POST as sendImport } from '@/app/api/files/imports/route';
import { POST as sendJoins } from '@/app/api/files/joins/route';
import { POST as sendRoster } from '@/app/api/files/rosters/route';
import { POST as sendWords } from '@/app/api/files/words/route';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { sheetUpload } from './sheet';
import { currentActor } from './viewer';

vi.mock('./viewer', () => ({ currentActor: vi.fn() }));

const anybody: Actor = { ...anonymousActor('10.0.0.7'), personId: newId(), name: '刘洋' };
const own = { host: 'office:3000', origin: 'http://office:3000' };
const named = { ...own, 'x-file-name': encodeURIComponent('名单.xlsx') };
const sent = (headers: Record<string, string>, body: string | null = 'PK', query = '') =>
  new Request(`http://office:3000/api/files/x${query}`, { method: 'POST', headers, body });
const read = vi.fn(async (_actor: Actor, { name, params }: { name: string; params: URLSearchParams }) => ({
  ok: true as const,
  value: `${name} ${params.get('kind')}`,
}));
const take = sheetUpload('import.upload', read);

beforeEach(() => {
  vi.mocked(currentActor).mockResolvedValue(anybody);
  read.mockClear();
});

describe('a sheet', () => {
  it('comes with its name and what the address says', async () => {
    const answer = await take(sent(named, 'PK', '?kind=people'));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ ok: true, value: '名单.xlsx people' });
  });

  it.each([
    ['from elsewhere', { ...named, origin: 'http://evil' }, 'PK', 403],
    ['without a name', own, 'PK', 422],
    ['with a name nobody can read', { ...own, 'x-file-name': '%' }, 'PK', 422],
    ['that is none', named, null, 422],
    ['too large for reading', { ...named, 'content-length': '999999999' }, 'PK', 422],
  ])('%s is not taken', async (_what, headers, body, status) => {
    expect((await take(sent(headers, body))).status).toBe(status);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['a stranger', anonymousActor('10.0.0.7')],
    ['a session that must set a password first', { ...anybody, mustFirst: 'password' as const }],
  ])('of %s is not taken', async (_who, actor) => {
    vi.mocked(currentActor).mockResolvedValue(actor);
    expect((await take(sent(named))).status).toBe(401);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['an import', sendImport],
    ['a roster', sendRoster],
    ['a list of words', sendWords],
  ])('of nothing in particular is no %s', async (_what, post) => {
    expect((await post(sent(named))).status).toBe(422);
  });

  it.each([
    ['imports', sendImport],
    ['rosters', sendRoster],
    ['words', sendWords],
    ['joins', sendJoins],
  ])('is taken by one door: %s from elsewhere are not', async (_what, post) => {
    expect((await post(sent({ ...named, origin: 'http://evil' }))).status).toBe(403);
  });
});
