import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import { isDatabaseAway } from '@/lib/core/errors';
import { Recurring } from './prepared';

const recurring = new Recurring();

/** What is known of one transaction's connection. */
interface Life {
  lost: boolean;
}

/** Whether the work of a transaction or savepoint has come to its end: COMMIT or ROLLBACK is what follows. */
interface Scope {
  over: boolean;
}

/** Long enough to learn that a connection is gone after a statement on it has failed. */
const learnMs = 500;

type Work = (sql: postgres.TransactionSql) => unknown;

/**
 * Makes a transaction end with its connection. The driver (postgres 3.4.9; its issues 1133, 1155, 1216) rejects such a
 * transaction, and then sends ROLLBACK, or whatever the work does next, all the same: into a socket that is no more, after
 * which that connection never comes back, or into its next life, which may be in the middle of somebody else's transaction.
 * Here nothing more is sent.
 */
export function abandonLost(client: postgres.Sql): postgres.Sql {
  const begin = client.begin.bind(client) as (options: string, work: Work) => Promise<unknown>;
  const guardedBegin = (...given: [Work] | [string, Work]) => {
    const [options, work] = given.length === 1 ? ['', given[0]] : given;
    const life: Life = { lost: false };
    const result = begin(options, (sql) => guardWork(life, sql, work));
    result.catch(() => {
      // Lost, or rolled back: in either case nothing may follow.
      life.lost = true;
    });
    return result;
  };
  return Object.assign(client, { begin: guardedBegin });
}

/**
 * Runs the work; when the connection is lost under it, never settles: its caller has been told by the driver. Work that does several
 * things at once may fail in one of them while another has something to send yet: that is not sent either, since it would come after
 * the ROLLBACK and be kept.
 */
async function guardWork(life: Life, sql: postgres.TransactionSql, work: Work): Promise<unknown> {
  const scope: Scope = { over: false };
  try {
    return await work(guardStatements(life, scope, sql));
  } catch (error) {
    if (isDatabaseAway(error) && !life.lost) await delay(learnMs);
    if (life.lost) return new Promise(() => undefined);
    throw error;
  } finally {
    scope.over = true;
  }
}

function assertThere({ lost }: Life, { over }: Scope): void {
  if (lost)
    throw Object.assign(new Error('the transaction has lost its connection'), { code: 'CONNECTION_CLOSED' });
  if (over) throw new Error('the work of the transaction is over');
}

function guardStatements(life: Life, scope: Scope, sql: postgres.TransactionSql): postgres.TransactionSql {
  const unsafe = (...[text, given, options]: Parameters<typeof sql.unsafe>) => {
    assertThere(life, scope);
    return sql.unsafe(text, given, { ...options, prepare: recurring.has(text) });
  };
  const savepoint = (work: Work) => {
    assertThere(life, scope);
    return sql.savepoint((inner) => guardWork(life, inner, work));
  };
  return new Proxy(sql, {
    apply: (target, self, given) => {
      assertThere(life, scope);
      return Reflect.apply(target, self, given);
    },
    get: (target, name) => {
      if (name === 'unsafe') return unsafe;
      return name === 'savepoint' ? savepoint : Reflect.get(target, name);
    },
  });
}
