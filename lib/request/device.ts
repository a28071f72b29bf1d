import { randomUUID } from 'node:crypto';
import { cookies } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { z } from 'zod';
import { sessionTokenSecret } from '@/lib/core/crypto';
import { cookieOptions, deviceCookie } from './cookie';
import { openToken } from './open-token';

const days = 180;
const mostAccounts = 10;
/** Keeps the two kinds of token apart: neither opens with the other's key. */
const salt = 'device';

const contents = z.object({ device: z.string(), accounts: z.array(z.string()) });

export interface Device {
  id: string;
  accountIds: string[];
}

/** Which accounts have signed in with this browser, from a cookie that only we can have made. */
export async function readDevice(): Promise<Device | null> {
  const token = (await cookies()).get(deviceCookie().name)?.value;
  const payload = token ? await openToken(token, salt) : null;
  const known = contents.safeParse(payload);
  return known.success ? { id: known.data.device, accountIds: known.data.accounts } : null;
}

/** Notes that the account signed in here; the limits against strangers do not touch it from now on. */
export async function rememberDevice(device: Device | null, accountId: string): Promise<void> {
  const others = device?.accountIds.filter((id) => id !== accountId) ?? [];
  const token = await encode({
    token: { device: device?.id ?? randomUUID(), accounts: [accountId, ...others].slice(0, mostAccounts) },
    secret: sessionTokenSecret(),
    salt,
    maxAge: days * 24 * 3_600,
  });
  (await cookies()).set(deviceCookie().name, token, cookieOptions(days));
}
