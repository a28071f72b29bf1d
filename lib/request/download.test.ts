import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { workbook } from './download';
import { currentActor } from './viewer';

vi.mock('./viewer', () => ({ currentActor: vi.fn() }));

const anybody: Actor = { ...anonymousActor('10.0.0.7'), personId: 'p', name: '刘洋' };
const make = vi.fn(async (_actor: Actor, { kind }: { kind: string }) => ({
  ok: true as const,
  value: { filename: `${kind}模板.xlsx`, data: Buffer.from('PK') },
}));
const ask = (headers: Record<string, string> = {}) =>
  workbook('import.template', make)(new Request('http://office/api/imports/template/people', { headers }), {
    params: Promise.resolve({ kind: '人员' }),
  });
const asking = (actor: Actor) => vi.mocked(currentActor).mockResolvedValue(actor);

beforeEach(() => {
  make.mockClear();
});

describe('a workbook', () => {
  it('is saved under its name, and kept by nobody in between', async () => {
    asking(anybody);
    const answer = await ask({ 'sec-fetch-site': 'same-origin' });
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('人员模板.xlsx'));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('PK');
  });

  it.each([
    ['a stranger', anonymousActor('10.0.0.7')],
    ['a session opened with a one-time code', { ...anybody, mustFirst: 'password' as const }],
    ['a session without its second factor', { ...anybody, mustFirst: 'second_factor' as const }],
  ])('is not made for %s', async (_who, actor) => {
    asking(actor);
    const answer = await ask();
    expect(answer.status).toBe(401);
    expect(make).not.toHaveBeenCalled();
  });

  it('is not made when another site asks', async () => {
    asking(anybody);
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(make).not.toHaveBeenCalled();
  });
});
