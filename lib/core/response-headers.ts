/**
 * What every response carries, whoever answers: Next (next.config.ts), proxy.ts, or the server before Next is asked.
 * Loaded by plain Node as well, hence no imports.
 */
export const constantHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Content policy of files and data. They are not documents: opened as one, they may do nothing. */
export const filePolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** HSTS where the product's own address, NEXTAUTH_URL, is https; nothing elsewhere. */
export function strictTransport(address: string | undefined): Record<string, string> {
  return address?.startsWith('https://')
    ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
    : {};
}
