import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { serverAddress } from '@/db/address';
import { noteDatabaseAway } from '@/db/outage';
import { environment } from '@/lib/core/env';
import { isDatabaseAway } from '@/lib/core/errors';
import { log } from '@/lib/core/log';

/** pg's own words for a lost connection carry no code. */
const lost =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** Whether an error of pg-boss says that the database is away, rather than that something is wrong. */
export function isConnectionLost(error: Error): boolean {
  return isDatabaseAway(error) || lost.test(error.message);
}

function report(error: Error): void {
  if (isConnectionLost(error)) noteDatabaseAway(error);
  else log.error({ err: error }, 'jobs');
}

/**
 * An instance of pg-boss over its own schema, which the migration step has made: at runtime nothing is created, so that
 * the product may run as a role that owns nothing. Errors are logged, never thrown: an outage must not end the process.
 */
export function makeBoss(options: ConstructorOptions): PgBoss {
  const { url, ssl } = serverAddress(environment().DATABASE_URL);
  const boss = new PgBoss({
    connectionString: url,
    ssl,
    application_name: 'qunxu-jobs',
    connectionTimeoutMillis: 5_000,
    migrate: false,
    createSchema: false,
    ...options,
  });
  boss.on('error', report);
  boss.on('warning', (warning) => log.warn({ warning: warning.message, data: warning.data }, 'jobs'));
  return boss;
}
