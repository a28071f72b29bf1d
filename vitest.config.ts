import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** All entries that are used: one that is left out would bring the library a second time. */
const drizzle = [
  'drizzle-orm',
  'drizzle-orm/migrator',
  'drizzle-orm/pg-core',
  'drizzle-orm/postgres-js',
  'drizzle-orm/postgres-js/migrator',
];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      { find: 'server-only', replacement: `${root}db/testing/server-only.ts` },
    ],
  },
  test: {
    maxWorkers: 2,
    // Races of two hundred rounds, on a machine that may be busy with others.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is told of a failure names what was found, not `Array(3)`.
    chaiConfig: { truncateThreshold: 2000 },
    projects: [
      {
        extends: true,
        test: {
          name: 'tools',
          include: ['{scripts,components}/**/*.test.ts'],
          exclude: ['scripts/life/**', 'scripts/sweep/run/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['{lib,db}/**/*.test.ts'],
          globalSetup: 'db/testing/server.ts',
          setupFiles: 'db/testing/database.ts',
          // Each file has a process of its own: what consists of hundreds of modules is loaded there as one.
          deps: { optimizer: { ssr: { enabled: true, include: drizzle } } },
        },
      },
      {
        // Every door of the built product, against the matrix: one product, one database, one file.
        extends: true,
        test: {
          name: 'sweep',
          include: ['scripts/sweep/run/*.test.ts'],
          // What is cut off goes on asking beside the next, whose failure then says nothing.
          testTimeout: 1_200_000,
          hookTimeout: 300_000,
        },
      },
      {
        // The life of the product's processes: each test starts and ends the built product.
        extends: true,
        test: {
          name: 'life',
          include: ['scripts/life/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
