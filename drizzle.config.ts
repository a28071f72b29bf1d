import { defineConfig } from 'drizzle-kit';

/** Only `drizzle-kit generate` reads this; migrations are applied by db/migrate.ts. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/*.ts',
  out: './db/migrations',
});
