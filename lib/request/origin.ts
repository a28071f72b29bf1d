import { environment } from '@/lib/core/env';

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

/**
 * Whether a state-changing request comes from our own pages: it must carry an Origin, and its host must be the one asked.
 * X-Forwarded-Host counts only behind a configured proxy.
 */
export function sameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (!origin) return false;
  const forwarded = environment().QUNXU_TRUST_PROXY ? headers.get('x-forwarded-host') : null;
  return hostOf(origin) === (forwarded ?? headers.get('host'));
}

/**
 * The client's address. The server entry point sets X-Qunxu-Address from the socket (or, behind a configured proxy, from
 * X-Forwarded-For) and discards whatever a client sent under that name.
 */
export function clientAddress(headers: Headers): string | null {
  return headers.get('x-qunxu-address');
}
