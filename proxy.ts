import { type NextRequest, NextResponse } from 'next/server';
import { filePolicy, strictTransport } from '@/lib/core/response-headers';

const refusedMethods = new Set(['TRACE', 'TRACK', 'CONNECT']);
const development = process.env.NODE_ENV === 'development';
const transport = strictTransport(process.env.NEXTAUTH_URL);

/**
 * Sonner puts its own style sheet into the page when the first toast is shown, empty first and then filled. It has no
 * way to take a nonce, so its text is allowed by hash; proxy.test.ts fails when another version brings another text.
 */
export const sonnerStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

/** What a page may load and run. In development React and the overlay need eval and styles of their own. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development
      ? "style-src 'self' 'unsafe-inline'"
      : `style-src 'self' 'nonce-${nonce}' ${sonnerStyles.join(' ')}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...('Strict-Transport-Security' in transport ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/**
 * Everything but /api/files and /api/files/<id>: Next would keep their bodies in memory until this has run. What is set
 * here, those get from next.config.ts and from their routes.
 */
export const config = { matcher: '/((?!api/files(?:/[^/]*)?$).*)' };

/**
 * Runs before every response: one nonce per request, and the policy that makes it count.
 * Nobody is let in or kept out here; that is the business of queries and commands.
 */
export function proxy(request: NextRequest): NextResponse {
  if (refusedMethods.has(request.method)) return sealed(new NextResponse(null, { status: 405 }), filePolicy);
  const { pathname, search } = request.nextUrl;
  if (/^\/(_next\/static|api)\//.test(pathname)) {
    const response = sealed(NextResponse.next(), filePolicy);
    if (pathname.startsWith('/api/')) response.headers.set('Cache-Control', 'no-store');
    return response;
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pagePolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set('x-qunxu-path', pathname + search);
  return sealed(NextResponse.next({ request: { headers } }), policy);
}

function sealed(response: NextResponse, policy: string): NextResponse {
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(transport)) response.headers.set(name, value);
  return response;
}
