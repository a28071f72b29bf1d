import { cookies } from 'next/headers';
import { cookieOptions, textCookie } from './cookie';

/** Keeps the account's text size where the root layout reads it, also on pages before sign-in. */
export async function showTextSize(size: 'normal' | 'large'): Promise<void> {
  (await cookies()).set(textCookie, size, cookieOptions(400));
}
