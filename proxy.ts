import { type NextRequest, NextResponse } from 'next/server';

const refusedMethods = new Set(['TRACE', 'TRACK', 'CONNECT']);
const development = process.env.NODE_ENV === 'development';
const https = process.env.NEXTAUTH_URL?.startsWith('https://') === true;

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
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** Files and data are not documents: opened as one, they may do nothing. */
const filePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/**
 * Runs before every response, files included: one nonce per request, and the policy that makes it count.
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
  if (https) response.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  return response;
}
