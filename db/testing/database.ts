/**
 * Vitest's setup of each test file: a database of its own, copied from the template before the file is imported, in
 * DATABASE_URL, and a data folder of its own, in QUNXU_DATA; both are gone after its last test.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { closeDatabase } from '../client.ts';
import { dropDatabase } from './drop.ts';

const template = new URL(inject('templateUrl'));
const templateName = template.pathname.slice(1);
const name = `${templateName.replace('template', 'test')}_${process.env.VITEST_WORKER_ID}`;

const copy = new URL(template);
copy.pathname = `/${name}`;

// The template must have no connections while it is copied: statements go through the server's `postgres` database.
const maintenance = new URL(template);
maintenance.pathname = '/postgres';
const server = postgres(maintenance.href, { max: 1, onnotice: () => undefined });

await server.unsafe(`create database ${name} template ${templateName}`);
process.env.DATABASE_URL = copy.href;
const dataFolder = mkdtempSync(join(tmpdir(), 'qunxu-data-'));
process.env.QUNXU_DATA = dataFolder;
process.env.QUNXU_SECRET ??= 'a secret for tests only, of 32 letters';

afterAll(async () => {
  await closeDatabase();
  await dropDatabase(server, name);
  await server.end();
  rmSync(dataFolder, { recursive: true, force: true });
});
