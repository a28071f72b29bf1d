import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { beforeEach, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { settleAll } from './commands/settle';
import { checkPasted } from './commands/take';
import { countsOf } from './queries/check';

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高';
const given = '伟芳娜敏静丽强磊洋勇艳杰涛明超秀霞刚桂英玉兰晓东海波鹏飞';
let s: TestStreet;

/** The nth made-up name; all are different. */
const nameOf = (n: number): string =>
  `${surnames[n % 20]}${given[Math.floor(n / 20) % 28]}${given[Math.floor(n / 560) % 28]}`;

async function enrol(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => ({
    id: newId(),
    membership: newId(),
    name: nameOf(n),
  }));
  const given_ = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, membership uuid, name text)`;
  const at = now().toISOString();
  await db().execute(sql`insert into people (id, name, pinyin, initials, unit_id, created_at)
    select id, name, '', '', ${s.units.heping.id}::uuid, ${at}::timestamptz from ${given_}`);
  await db().execute(sql`insert into memberships (id, group_id, person_id, unit_id, nickname, nickname_state, origin, since)
    select membership, ${s.groups.heping.id}::uuid, id, ${s.units.heping.id}::uuid, '和平' || name, 'to_set', 'baseline', ${at}::timestamptz
    from ${given_}`);
}

/** How many statements the work sends inside of transactions. */
async function statementsWithin(work: () => Promise<unknown>): Promise<number> {
  const { $client } = db() as ReturnType<typeof db> & { $client: postgres.Sql };
  const begin = $client.begin.bind($client) as (
    run: (tx: postgres.TransactionSql) => unknown,
  ) => Promise<unknown>;
  let sent = 0;
  const counting = (run: (tx: postgres.TransactionSql) => unknown) =>
    begin((tx) => {
      const unsafe = (...sentence: Parameters<typeof tx.unsafe>) => {
        sent += 1;
        return tx.unsafe(...sentence);
      };
      return run(new Proxy(tx, { get: (of, key) => (key === 'unsafe' ? unsafe : Reflect.get(of, key)) }));
    });
  const spy = vi.spyOn($client, 'begin').mockImplementation(counting as never);
  try {
    await work();
    return sent;
  } finally {
    spy.mockRestore();
  }
}

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

async function check(text: string): Promise<string> {
  const answer = await checkPasted(s.office, { submissionId: newId(), groupId: s.groups.heping.id, text });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.id;
}

/** A list of the group: of twenty, one is missing, one goes by another name, one is a stranger, the others conform. */
const listOf = (count: number): string =>
  Array.from({ length: count }, (_, n) => {
    if (n % 20 === 3) return `路人${nameOf(n + 3_000).slice(1)}${n}号`;
    return n % 20 === 7 ? `小${nameOf(n)}` : `和平·${nameOf(n)}`;
  }).join('\n');

it('compares 2,000 with 2,000, and takes a step for all of a sort', async () => {
  await enrol(2_000);
  const id = await check(listOf(2_000));
  expect(await countsOf(s.office, id)).toMatchObject({
    conforms: { all: 1_800 },
    misnamed: { all: 100, open: 100 },
    stranger: { all: 100 },
  });
  const done = await settleAll(s.office, { submissionId: newId(), checkId: id, step: 'rename' });
  expect(done).toMatchObject({ ok: true, value: { settled: 100 } });
});

it('sends as many statements for many lines as for few', async () => {
  await enrol(200);
  const few = await statementsWithin(() => check(listOf(40)));
  const many = await statementsWithin(() => check(listOf(200)));
  const fewer = await statementsWithin(() => check(listOf(100)));
  expect(few).toBeGreaterThan(5);
  // Whether nicknames are confirmed, and others asked for again, is one statement or two each.
  expect(Math.abs(many - few)).toBeLessThanOrEqual(3);
  expect(Math.abs(fewer - few)).toBeLessThanOrEqual(3);
});
