/**
 * The embedded database: a real PostgreSQL whose programs come with npm, used when DATABASE_URL is unset and by the tests.
 *
 * Inside the data folder: `postgres/` (the cluster), `postgres.json` (port and passwords, owner-readable), `postgres.log`.
 * The server listens on the loopback address only and asks for a password. It runs in a session of its own: neither
 * Ctrl-C nor a kill of the product's process group ends it, so that it is always stopped last. A server left running by
 * a product that was killed is taken over by the next start.
 */
import { join } from 'node:path';
import postgres from 'postgres';
import { databaseAccount } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { ensureCluster, freePort, type Place, startPostgres } from './embedded/cluster.ts';
import { type Credentials, readCredentials, saveCredentials } from './embedded/credentials.ts';
import { codeOf, StartFault } from './embedded/fault.ts';
import { isAlive, readPostmaster, settlePostmaster, stopPostmaster } from './embedded/postmaster.ts';

export interface EmbeddedDatabase {
  url: string;
  /** The number of the server process; another after `revive`. */
  readonly pid: number;
  /** Throws the database's contents away and leaves an empty one. */
  empty(): Promise<void>;
  /** Starts the server again, at the same address, when it has died; true when it had. */
  revive(): Promise<boolean>;
  /** Stops the server properly; resolves when its files are closed. */
  stop(): Promise<void>;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '80',
  // A product that vanished without closing its connections must not keep locks for hours.
  tcp_keepalives_idle: '30',
};

/** For tests only: a power cut may lose everything, nothing waits for the disk. */
const throwaway = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

const waitSeconds = 60;

/** The cluster's folder inside a data folder. */
export function clusterFolder(dataFolder: string): string {
  return join(dataFolder, 'postgres');
}

/**
 * Starts the database of a data folder (an existing, writable folder given by its absolute path), making it first when
 * there is none, or takes over the one that still runs there.
 * @throws StartFault
 */
export async function startEmbedded(
  dataFolder: string,
  options: { throwaway?: boolean } = {},
): Promise<EmbeddedDatabase> {
  const cluster = clusterFolder(dataFolder);
  const account = databaseAccount(cluster);
  const place: Place = {
    data: dataFolder,
    cluster,
    log: join(dataFolder, 'postgres.log'),
    account,
    binaries: findBinaries(dataFolder, account),
  };
  const file = join(dataFolder, 'postgres.json');
  const credentials = readCredentials(file);
  const fast = options.throwaway ?? false;
  const start = () => startPostgres(place, credentials.port, { ...settings, ...(fast ? throwaway : {}) });
  const running = await settlePostmaster(cluster, waitSeconds);
  credentials.port = running?.port ?? (await freePort(credentials.port));
  saveCredentials(file, credentials);
  if (!running) {
    await ensureCluster(place, credentials.superuserPassword, fast);
    await start();
  }
  await ensureDatabase(credentials, fast);
  return {
    url: urlOf(credentials, 'qunxu', 'qunxu'),
    get pid() {
      return readPostmaster(cluster)?.pid ?? 0;
    },
    empty: async () => {
      await asSuperuser(credentials, async (client) => {
        await client.unsafe('drop database qunxu with (force)');
        await client.unsafe('create database qunxu owner qunxu');
      });
    },
    revive: async () => {
      if (isAlive(cluster) || (await settlePostmaster(cluster, waitSeconds))) return false;
      await start();
      return true;
    },
    stop: async () => {
      await stopPostmaster(cluster, waitSeconds);
    },
  };
}

/** The address of the server that somebody else runs on a data folder, for use beside him; null while none is ready. */
export function runningEmbedded(dataFolder: string): string | null {
  const server = readPostmaster(clusterFolder(dataFolder));
  if (server?.status !== 'ready') return null;
  const credentials = readCredentials(join(dataFolder, 'postgres.json'));
  return urlOf({ ...credentials, port: server.port }, 'qunxu', 'qunxu');
}

function urlOf(credentials: Credentials, role: 'postgres' | 'qunxu', database: string): string {
  const password = role === 'qunxu' ? credentials.password : credentials.superuserPassword;
  return `postgres://${role}:${password}@127.0.0.1:${credentials.port}/${database}`;
}

/**
 * The product's role owns its database but is no superuser: it can neither read the server's files nor switch off what
 * guards other databases. Only a throw-away server lets it make databases, which the tests need.
 */
async function ensureDatabase(credentials: Credentials, mayCreateDatabases: boolean): Promise<void> {
  if (await canConnect(urlOf(credentials, 'qunxu', 'qunxu'))) return;
  await asSuperuser(credentials, async (client) => {
    const attributes = mayCreateDatabases ? 'login createdb' : 'login';
    const [role] = await client`select 1 from pg_roles where rolname = 'qunxu'`;
    // The password is made of hexadecimal digits only; utility statements take no parameters.
    const definition = `role qunxu ${attributes} password '${credentials.password}'`;
    await client.unsafe(`${role ? 'alter' : 'create'} ${definition}`);
    const [database] = await client`select 1 from pg_database where datname = 'qunxu'`;
    if (!database) await client.unsafe('create database qunxu owner qunxu');
  });
}

async function asSuperuser(
  credentials: Credentials,
  work: (client: postgres.Sql) => Promise<void>,
): Promise<void> {
  const client = postgres(urlOf(credentials, 'postgres', 'postgres'), { max: 1, onnotice: () => undefined });
  try {
    await work(client);
  } catch (cause) {
    if (codeOf(cause) !== '28P01') throw cause;
    throw new StartFault('数据目录中的 postgres.json 与数据库不符，无法登录数据库：请从备份恢复该文件。', {
      cause,
    });
  } finally {
    await client.end();
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await client`select 1`;
    return true;
  } catch (error) {
    // Not made yet: the database, or the role. Everything else is a fault.
    if (codeOf(error) === '3D000' || codeOf(error) === '28P01') return false;
    throw error;
  } finally {
    await client.end();
  }
}
