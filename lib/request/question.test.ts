import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { question } from './question';
import { currentActor } from './viewer';

vi.mock('./viewer', () => ({ currentActor: vi.fn() }));

const anybody: Actor = { ...anonymousActor('10.0.0.7'), personId: 'p', name: '刘洋' };
const headers = { host: 'office:3000', origin: 'http://office:3000' };
const read = vi.fn(async (_actor: Actor, { text }: { text: string }) => ({ letters: text.length }));
const ask = (body: BodyInit) => {
  const request = new Request('http://office:3000/api/joins/read', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  } as RequestInit);
  return question(z.object({ text: z.string() }), read)(request);
};

beforeEach(() => {
  vi.mocked(currentActor).mockResolvedValue(anybody);
  read.mockClear();
});

/** A body that never ends, unless nobody wants more of it. */
function endless() {
  let parts = 0;
  let stopped = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      parts += 1;
      controller.enqueue(new Uint8Array(100_000).fill(0x61));
    },
    cancel: () => {
      stopped = true;
    },
  });
  return { stream, seen: () => ({ parts, stopped }) };
}

describe('a question', () => {
  it('is answered, whatever parts its letters come in', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ text: '和平社区😀' }));
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await (await ask(stream)).json()).toEqual({ ok: true, value: { letters: 6 } });
  });

  it('without end is read up to its limit and no further', async () => {
    const body = endless();
    const answer = await ask(body.stream);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ refusal: { message: '内容太多，请分几次' } });
    expect(body.seen()).toMatchObject({ stopped: true });
    expect(body.seen().parts).toBeLessThan(20);
    expect(read).not.toHaveBeenCalled();
  });

  it('of more letters than are read at once is refused, though its bytes are few', async () => {
    const answer = await ask(JSON.stringify({ text: 'a'.repeat(500_000) }));
    expect(answer.status).toBe(422);
    expect(read).not.toHaveBeenCalled();
  });

  it('of nothing is not understood', async () => {
    expect(await (await ask('')).json()).toMatchObject({ refusal: { message: '内容无法识别' } });
  });
});
