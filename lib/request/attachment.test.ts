import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET, HEAD } from '@/app/api/files/[id]/route';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { log } from '@/lib/core/log';
import * as storage from '@/lib/files/storage';
import { upload } from '@/lib/files/upload';
import { currentActor } from './viewer';

vi.mock('./viewer', () => ({ currentActor: vi.fn() }));
vi.mock('@/lib/files/storage', { spy: true });

const pdf = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
const before = process.env.QUNXU_DATA;
let s: TestStreet;
let folder: string;
let id: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qunxu-attachment-'));
  process.env.QUNXU_DATA = folder;
  await emptyStreet();
  s = await makeStreet();
  const answer = await upload(s.office, {
    use: 'attachment',
    name: '委托书.pdf',
    body: new Blob([pdf]).stream() as never,
  });
  id = answer.ok ? answer.value.id : '';
});
afterAll(async () => {
  process.env.QUNXU_DATA = before ?? '.data';
  await rm(folder, { recursive: true, force: true });
});

const ask = (method: typeof GET, actor: Actor, file = id) => {
  vi.mocked(currentActor).mockResolvedValue(actor);
  return method(new Request('http://office/api/files/x'), { params: Promise.resolve({ id: file }) });
};

describe('an attachment', () => {
  it('is served to be saved', async () => {
    const answer = await ask(GET, s.office);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(await answer.text()).toBe(pdf);
  });

  it('is described without being opened', async () => {
    vi.mocked(storage.openKept).mockClear();
    const answer = await ask(HEAD, s.office);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(pdf.length));
    expect(answer.body).toBeNull();
    expect(storage.openKept).not.toHaveBeenCalled();
  });

  it('is closed again when its reader has gone before he was given it', async () => {
    vi.mocked(currentActor).mockResolvedValue(s.office);
    const body = new Blob([pdf, ' '.repeat(1_000_000)]).stream() as never;
    const large = await upload(s.office, { use: 'attachment', name: '大.pdf', body });
    const gone = new AbortController();
    await GET(new Request('http://office/api/files/x', { signal: gone.signal }), {
      params: Promise.resolve({ id: large.ok ? large.value.id : '' }),
    });
    gone.abort();
    const opened = await vi.mocked(storage.openKept).mock.results.at(-1)?.value;
    expect(opened).toBeDefined();
    await expect.poll(() => opened?.closed, { timeout: 20_000 }).toBe(true);
  });

  it('is not there for others, nor for a session that must set a password first', async () => {
    expect((await ask(GET, s.member)).status).toBe(404);
    expect((await ask(HEAD, s.member)).status).toBe(404);
    expect((await ask(GET, { ...s.office, mustFirst: 'password' })).status).toBe(404);
    expect((await ask(GET, s.office, newId())).status).toBe(404);
  });

  it('waits for the database when that is away', async () => {
    vi.spyOn(log, 'error').mockImplementation(() => undefined);
    vi.mocked(currentActor).mockRejectedValueOnce(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }));
    const answer = await GET(new Request('http://office/'), { params: Promise.resolve({ id }) });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'away' });
  });

  it('whose bytes are gone is not found, and the log knows', async () => {
    const errors = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    errors.mockClear();
    await rm(path.join(folder, 'files'), { recursive: true });
    const answer = await ask(GET, s.office);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('已不在服务器上') });
    expect(errors.mock.calls.map(([, message]) => message)).toEqual(['attachment without bytes']);
  });
});
