import { once } from 'node:events';
import { NextRequest } from 'next/server';
import { beforeEach, expect, it, vi } from 'vitest';
import { GET } from '@/app/api/audit/proof/route';
import { threeMonths } from '@/db/testing/proof-export';
import type { TestStreet } from '@/db/testing/street';
import { exportProof } from '@/lib/proof/export';
import { currentActor } from './viewer';

vi.mock('./viewer', () => ({ currentActor: vi.fn() }));

const period = { from: '2022-03-01', to: '2022-03-31' };
const address = `http://office:3000/api/audit/proof?${new URLSearchParams(period)}`;
let street: TestStreet;

beforeEach(async () => {
  street = await threeMonths();
  vi.mocked(currentActor).mockResolvedValue(street.auditor);
});

/** Whether no export of his is thought to be under way. */
async function isFree(): Promise<boolean> {
  const made = await exportProof(street.auditor, period);
  if (!made.ok) return false;
  const closed = once(made.value.content, 'close');
  made.value.content.destroy();
  await closed;
  return true;
}

it('begins no export for a question about its headers, which Next would leave unread', async () => {
  const answer = await GET(new NextRequest(address, { method: 'HEAD' }));
  expect(answer.status).toBe(405);
  expect(await isFree()).toBe(true);
});

it('ends an export whose reader has gone before it began', async () => {
  const answer = await GET(new NextRequest(address, { signal: AbortSignal.abort() }));
  expect(answer.status).toBe(200);
  await expect.poll(isFree, { timeout: 20_000 }).toBe(true);
});

it('ends an export whose reader goes before he has read anything', async () => {
  const gone = new AbortController();
  await GET(new NextRequest(address, { signal: gone.signal }));
  gone.abort();
  await expect.poll(isFree, { timeout: 20_000 }).toBe(true);
});
