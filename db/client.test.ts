import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { db } from './client';

it('has statements neither compiled nor carried out by several processes', async () => {
  const [row] = await db().execute(sql`select current_setting('jit') as jit,
    current_setting('max_parallel_workers_per_gather') as helpers`);
  expect(row).toEqual({ jit: 'off', helpers: '0' });
});
