import { decode, type JWT } from 'next-auth/jwt';
import { sessionTokenSecrets } from '@/lib/core/crypto';

/**
 * The payload of a token that only we can have made, under any secret at hand, so that a change of secrets signs nobody
 * out. Null for every other text, and when it has expired.
 */
export async function openToken(token: string, salt = ''): Promise<JWT | null> {
  for (const secret of sessionTokenSecrets()) {
    const payload = await decode({ token, secret, salt }).catch(() => null);
    if (payload) return payload;
  }
  return null;
}
