import { beforeEach, expect, it, vi } from 'vitest';
import { POST } from '@/app/api/personal-data/route';
import { giveAccount, testPassword } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { newId } from '@/lib/core/id';
import { currentActor } from './viewer';

vi.mock('./viewer', () => ({ currentActor: vi.fn() }));

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  const accountId = await giveAccount(street.office, 'office');
  vi.mocked(currentActor).mockResolvedValue({ ...street.office, accountId, sessionId: newId() });
});

function ask(form: Record<string, string>): Promise<Response> {
  const body = JSON.stringify({ current: testPassword, ...form });
  const headers = { host: 'office', origin: 'http://office', 'content-length': String(body.length * 3) };
  return POST(new Request('http://office/api/personal-data', { method: 'POST', headers, body }));
}

it('hands over what is kept of oneself', async () => {
  expect((await ask({})).status).toBe(200);
});

it('hands over nothing, also not of oneself, where it was asked for somebody without saying why', async () => {
  const answer = await ask({ personId: street.member.personId ?? '', reason: '' });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ refusal: { message: '请写明依据，如“本人书面申请”' } });
});

it('hands over nothing where it was asked for nobody there can be', async () => {
  expect((await ask({ personId: 'nobody', reason: '本人书面申请' })).status).toBe(422);
});

it.each(['依据\0', '依据\ud800'])('falls over no text that cannot be kept', async (reason) => {
  expect((await ask({ personId: street.member.personId ?? '', reason })).status).toBe(422);
});
