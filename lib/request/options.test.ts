import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { log } from '@/lib/core/log';
import { options, typed } from './options';
import { currentActor } from './viewer';

vi.mock('./viewer', () => ({ currentActor: vi.fn() }));

const anybody: Actor = { ...anonymousActor('10.0.0.7'), personId: 'p', name: '刘洋' };
const read = vi.fn(async (_actor: Actor, params: URLSearchParams) => ({ options: [typed(params)] }));
const ask = () => options(read)(new Request('http://office/api/options/colleagues?q=li%00u'));
const asking = (actor: Actor) => vi.mocked(currentActor).mockResolvedValue(actor);

beforeEach(() => {
  read.mockClear();
});

describe('a picker', () => {
  it('answers who is signed in, and nobody in between keeps the answer', async () => {
    asking(anybody);
    const answer = await ask();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ options: ['liu'] });
  });

  it.each([
    ['a stranger', anonymousActor('10.0.0.7')],
    ['a session opened with a one-time code', { ...anybody, mustFirst: 'password' as const }],
    ['a session without its second factor', { ...anybody, mustFirst: 'second_factor' as const }],
  ])('reads nothing for %s', async (_who, actor) => {
    asking(actor);
    const answer = await ask();
    expect(answer.status).toBe(401);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ code: 'session' });
    expect(read).not.toHaveBeenCalled();
  });

  it('says calmly that the database is away', async () => {
    vi.spyOn(log, 'error').mockImplementation(() => undefined);
    asking(anybody);
    read.mockRejectedValueOnce(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'away', message: expect.stringContaining('数据库') });
  });
});
