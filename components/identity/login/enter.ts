import type { Result } from '@/lib/core/errors';
import type { SignInInput } from '@/lib/identity/signin/input';

const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Next-auth answers with an address; what went wrong is in its `error`. */
async function refusalIn(response: Response): Promise<string> {
  const { url } = (await response.json()) as { url?: string };
  const said = url && URL.canParse(url) ? new URL(url).searchParams.get('error') : null;
  return said ?? '暂时无法登录，请稍后再试';
}

/** Signs in through next-auth's credentials address; the answer sets the cookie. */
export async function enter(input: SignInInput): Promise<Result<null>> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...input, csrfToken, callbackUrl: '/', json: 'true' });
  const response = await fetch('/api/auth/callback/credentials', { method: 'POST', headers, body });
  if (response.ok) return { ok: true, value: null };
  return { ok: false, refusal: { code: 'invalid', message: await refusalIn(response) } };
}
