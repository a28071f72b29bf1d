import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { abandonLost } from './lost-connection';

const url = process.env.DATABASE_URL ?? '';
const admin = postgres(url, { max: 1, onnotice: () => undefined });

/** One connection only, so that whoever comes next gets its next life. */
const single = () => abandonLost(postgres(url, { max: 1, onnotice: () => undefined }));

const kill = (pid: number) => admin`select pg_terminate_backend(${pid})`;
const rows = async () =>
  (await admin<{ who: string }[]>`select who from kept order by who`).map(({ who }) => who);

async function pidOf(sql: postgres.TransactionSql): Promise<number> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return row?.pid ?? 0;
}

beforeEach(async () => {
  await admin`drop table if exists kept`;
  await admin`create table kept (who text)`;
});
afterAll(() => admin.end());

describe('a transaction that loses its connection', () => {
  it('sends nothing more, least of all into the transaction of whoever got the connection’s next life', async () => {
    const client = single();
    let goOn: () => void = () => undefined;
    const next = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = client.begin(async (sql) => {
      const pid = await pidOf(sql);
      await sql`insert into kept values ('first')`;
      await kill(pid);
      await next;
      await sql`insert into kept values ('first, afterwards')`;
    });
    await expect(first).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await client.begin(async (sql) => {
      await sql`insert into kept values ('second')`;
      goOn();
      await sql`select pg_sleep(0.1)`;
      await sql`insert into kept values ('second, afterwards')`;
    });
    expect(await rows()).toEqual(['second', 'second, afterwards']);
    await client.end();
  });

  it('leaves the pool able to serve, whenever it was lost', async () => {
    const client = single();
    for (let round = 0; round < 5; round += 1) {
      const lost = client.begin(async (sql) => {
        const pid = await pidOf(sql);
        // In the middle of a statement.
        await Promise.all([sql`select pg_sleep(60)`, kill(pid)]);
      });
      await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
      // The driver's own echo of the lost statement; a pool that was renewed has none (db/outage).
      await client`select 1`.catch(() => null);
      expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
    }
    await client.end();
  });

  it('is rolled back as ever when the work fails and the connection stands', async () => {
    const client = single();
    const failed = client.begin(async (sql) => {
      await sql`insert into kept values ('first')`;
      await sql
        .savepoint(async (inner) => {
          await inner`insert into kept values ('inner')`;
          throw new Error('not this');
        })
        .catch(() => 'given up');
      await sql`insert into kept values ('last')`;
      throw Object.assign(new Error('elsewhere'), { code: 'ECONNREFUSED' });
    });
    await expect(failed).rejects.toThrow('elsewhere');
    expect(await client.begin(async (sql) => sql`select count(*)::int as n from kept`)).toEqual([{ n: 0 }]);
    await client.end();
  });

  it('keeps nothing that one part of the work sends after another has failed', async () => {
    const client = single();
    let goOn: () => void = () => undefined;
    const next = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let late: Promise<unknown> = next;
    const failed = client.begin(async (sql) => {
      late = next.then(() => sql`insert into kept values ('late')`);
      // ROLLBACK is on its way by then, and not answered yet.
      setImmediate(goOn);
      await Promise.all([late, Promise.reject(new Error('refused'))]);
    });
    await expect(failed).rejects.toThrow('refused');
    await expect(late).rejects.toThrow('over');
    expect(await rows()).toEqual([]);
    await client.end();
  });
});
