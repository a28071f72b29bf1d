import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { clusterFolder, type EmbeddedDatabase, startEmbedded } from '@/db/embedded';
import { readCredentials } from '@/db/embedded/credentials';
import { stopPostmaster } from '@/db/embedded/postmaster';
import { migrate } from '@/db/migrate';
import { step } from '../server/console';
import { openDataFolder } from '../server/data-folder';
import { benchFolder, root, sumOf } from './place';
import { makeStreet } from './street/make';
import { largeStreet, type StreetSize, smallStreet } from './street/size';

export type StreetName = 'large' | 'small';

const sizes: Record<StreetName, StreetSize> = { large: largeStreet, small: smallStreet };
const stopSeconds = 60;

/** Options of a connection that sends nothing but what it is asked for. */
export const quiet = { max: 1, fetch_types: false, onnotice: () => undefined };

/**
 * Starts the database of a street as it was made: what the last run changed is gone. The street itself is made when there is none, or when
 * the programs that make it or the month have changed, which takes some minutes; a newer schema it is given as every street is.
 * @returns its data folder, which a product is then started on
 */
export async function openStreet(name: StreetName): Promise<string> {
  const folder = openDataFolder(root, join(benchFolder, name), true);
  const file = join(folder, 'street.stamp');
  const [made = '', schema = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const wanted = { made: stampOf(sizes[name]), schema: sumOf(['db/migrations']) };
  if (made !== wanted.made) await step(`making the ${name} street`, () => build(folder, sizes[name]));
  else if (schema !== wanted.schema)
    await step(`bringing the ${name} street up to date`, async () => migratePristine(folder));
  writeFileSync(file, `${wanted.made}\n${wanted.schema}`);
  await step(`opening the ${name} street`, async () => copyPristine((await startEmbedded(folder)).url));
  return folder;
}

/** What is waiting has deadlines: a street that is a month old would be all overdue. */
function stampOf(size: StreetSize): string {
  const month = new Date().toISOString().slice(0, 7);
  return sumOf(['scripts/bench/street'], JSON.stringify(size), month);
}

async function migratePristine(folder: string): Promise<void> {
  const { url } = await startEmbedded(folder);
  const pristine = new URL(url);
  pristine.pathname = '/qunxu_pristine';
  await migrate(pristine.href);
}

async function build(folder: string, size: StreetSize): Promise<void> {
  await closeStreet(folder);
  rmSync(folder, { recursive: true, force: true });
  openDataFolder(root, folder, true);
  // A power cut meanwhile loses nothing that could not be made again.
  const database = await startEmbedded(folder, { throwaway: true });
  try {
    await migrate(database.url);
    await fill(database, size);
  } finally {
    await database.stop();
  }
}

async function fill(database: EmbeddedDatabase, size: StreetSize): Promise<void> {
  const client = postgres(database.url, { ...quiet, connection: { work_mem: '256MB' } });
  await makeStreet(client, size, new Date());
  await client`vacuum (freeze, analyze)`;
  await client.end();
  await onServer(database.url, 'alter database qunxu rename to qunxu_pristine');
}

async function copyPristine(url: string): Promise<void> {
  await onServer(url, 'drop database if exists qunxu with (force)');
  await onServer(url, 'create database qunxu template qunxu_pristine strategy file_copy');
}

/** Statements about whole databases are sent from another one. */
async function onServer(url: string, statement: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = postgres(server.href, quiet);
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}

/** Does something as the superuser of a street's database server. */
export async function asSuperuser(
  folder: string,
  work: (on: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const { port, superuserPassword } = readCredentials(join(folder, 'postgres.json'));
  const client = postgres(`postgres://postgres:${superuserPassword}@127.0.0.1:${port}/qunxu`, quiet);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Stops the database of a street, if it runs. */
export async function closeStreet(folder: string): Promise<void> {
  await stopPostmaster(clusterFolder(folder), stopSeconds);
}
