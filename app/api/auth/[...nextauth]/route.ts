import NextAuth from 'next-auth';
import { sameOrigin } from '@/lib/request/origin';
import { authOptions } from '@/lib/request/sign-in';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** All that the product uses of next-auth's addresses; its own pages and its session endpoint are not reachable. */
const used = new Set(['GET csrf', 'POST callback/credentials']);

async function handle(request: Request, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (!used.has(`${request.method} ${nextauth.join('/')}`)) return new Response(null, { status: 404 });
  if (request.method === 'POST') {
    if (!sameOrigin(request.headers)) return new Response(null, { status: 403 });
    // What a form sends; next-auth would read JSON too, and fall over what is none.
    if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
      return new Response(null, { status: 415 });
  }
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>;
}

export { handle as GET, handle as POST };
