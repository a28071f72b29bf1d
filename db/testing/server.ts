/**
 * Vitest's global setup: the database server of a run, and on it one template, migrated once. TEST_DATABASE_URL names
 * another server (its account must be allowed to create databases); otherwise an embedded one is started in a scratch
 * folder. A server that cannot be had fails the run: no test is ever skipped for want of a database.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../embedded.ts';
import { migrate } from '../migrate.ts';
import { dropDatabase } from './drop.ts';
import { scratchFolder } from './scratch.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the migrated template. */
    templateUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await provideServer();
  const template = new URL(server.url);
  template.pathname = `/qunxu_template_${process.pid}`;
  const name = template.pathname.slice(1);
  await onServer(server.url, (client) => client.unsafe(`create database ${name}`));
  await migrate(template.href);
  project.provide('templateUrl', template.href);
  return async () => {
    await onServer(server.url, (client) => dropDatabase(client, name));
    await server.release();
  };
}

async function provideServer(): Promise<{ url: string; release: () => Promise<void> }> {
  const configured = process.env.TEST_DATABASE_URL;
  if (configured) return { url: configured, release: async () => undefined };
  const folder = await mkdtemp(join(scratchFolder(), 'qunxu-test-'));
  // As root the server runs as another user, who must get through to its own folder inside.
  await chmod(folder, 0o711);
  const database = await startEmbedded(folder, { throwaway: true });
  const release = async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: database.url, release };
}

async function onServer(url: string, act: (client: postgres.Sql) => Promise<unknown>): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
