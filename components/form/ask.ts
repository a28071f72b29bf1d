import type { Refusal, Result } from '@/lib/core/errors';

const unreachable: Refusal = { code: 'away', message: '暂时连不上服务器，您填写的内容仍在本页，请稍后再试' };

/** Asks a route that answers as actions do; a server that cannot be reached is a refusal like any other. */
export async function ask<Value>(
  address: string,
  question: unknown,
  signal?: AbortSignal,
): Promise<Result<Value>> {
  try {
    const reply = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(question),
      ...(signal ? { signal } : {}),
    });
    return (await reply.json()) as Result<Value>;
  } catch {
    return { ok: false, refusal: unreachable };
  }
}
