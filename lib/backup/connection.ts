import { Client } from 'pg';
import { serverAddress } from '@/db/address';

/**
 * How rows are written as text. The same for every server and account, or the same rows would have different sums.
 * No limit of time: a big table takes as long as it takes.
 */
const settings = [
  "set timezone = 'UTC'",
  "set datestyle = 'ISO, YMD'",
  "set intervalstyle = 'postgres'",
  "set bytea_output = 'hex'",
  'set extra_float_digits = 1',
  "set client_encoding = 'UTF8'",
  'set statement_timeout = 0',
  'set idle_in_transaction_session_timeout = 0',
].join('; ');

/**
 * A connection of its own for moving whole tables, closed afterwards, and cut when the signal aborts. Through `pg`, not the
 * product's driver: see docs/decisions on backups.
 */
export async function withConnection<T>(
  url: string,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const server = serverAddress(url);
  const client = new Client({
    connectionString: server.url,
    ssl: server.ssl,
    application_name: 'qunxu-backup',
    connectionTimeoutMillis: 8_000,
    keepAlive: true,
  });
  // A connection lost between two statements: the next statement says so.
  client.on('error', () => undefined);
  const cut = () => void client.end();
  try {
    await Promise.race([client.connect(), stopped(signal)]);
    signal.addEventListener('abort', cut, { once: true });
    await client.query(settings);
    return await work(client);
  } finally {
    signal.removeEventListener('abort', cut);
    await client.end().catch(() => {
      // Already cut, by the server or by the signal: that is what the work has thrown.
    });
  }
}

/** A client that is ended before it has connected would never say so. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
