import { NextResponse } from 'next/server';
import { signOut } from '@/lib/identity/signin/commands/sign-out';
import { cookieOptions, sessionCookie } from './cookie';
import { sameOrigin } from './origin';
import { outcomeOf } from './outcome';
import { currentActor } from './viewer';

/**
 * Ends the session row, takes the cookie away and has the browser forget what it kept of us; then to /login. Cookies stay
 * out of Clear-Site-Data: the device cookie is to outlive the session.
 */
export async function leave(headers: Headers): Promise<NextResponse> {
  if (!sameOrigin(headers)) return new NextResponse(null, { status: 403 });
  const outcome = await outcomeOf('account.sign_out', async () => signOut(await currentActor(), undefined));
  if (!outcome.ok) return new NextResponse(outcome.refusal.message, { status: 503 });
  const response = new NextResponse(null, {
    status: 303,
    headers: { Location: '/login', 'Clear-Site-Data': '"cache", "storage"', 'Cache-Control': 'no-store' },
  });
  response.cookies.set(sessionCookie().name, '', { ...cookieOptions(), maxAge: 0 });
  return response;
}
