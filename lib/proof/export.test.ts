import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { desc } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { type Parts, readParts, scratchFolder } from '@/db/testing/backups';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { emptyTrail, writeRecords } from '@/db/testing/trail';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { exportProof } from './export';
import { expireJob } from './jobs';
import { headToKeep } from './queries';
import { sealTrail } from './seal';

let street: TestStreet;
const run = promisify(execFile);
const day = (text: string) => new Date(`${text}T03:00:00Z`);

/** Records of that day, sealed on it, in blocks of three. */
const sealedOn = (at: string, count: number) =>
  withClock(day(at), async () => {
    await writeRecords(count);
    await sealTrail({ most: 3 });
  });

// Blocks: 1 and 2 of March, 3 of April, 4 of May.
beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  await emptyTrail();
  await sealedOn('2022-03-10', 5);
  await sealedOn('2022-04-10', 2);
  await sealedOn('2022-05-10', 2);
});

const exported = (from: string, to: string) =>
  withClock(day('2022-05-11'), () => exportProof(street.auditor, { from, to }));

async function partsOf(from: string, to: string): Promise<Parts> {
  const made = await exported(from, to);
  if (!made.ok) throw new Error(made.refusal.message);
  const file = path.join(scratchFolder(), `${newId()}.zip`);
  await pipeline(made.value.content, createWriteStream(file));
  return readParts(file);
}

/** What the script in the export says of the export, and its exit code; run as whoever receives it would. */
async function verified(parts: Parts, ...args: string[]): Promise<{ code: number; said: string }> {
  const folder = path.join(scratchFolder(), '收到的导出');
  mkdirSync(folder);
  for (const [name, content] of parts) writeFileSync(path.join(folder, name), content);
  try {
    const { stdout } = await run(process.execPath, ['verify.mjs', ...args], {
      cwd: folder,
      env: { NODE_ENV: 'production' },
    });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

const lines = (parts: Parts, name: string): string[] => String(parts.get(name)).trimEnd().split('\n');
const setLines = (parts: Parts, name: string, to: readonly string[]) =>
  parts.set(name, Buffer.from(to.map((line) => `${line}\n`).join('')));

describe('an export', () => {
  it('holds the period’s blocks, whole, with everything that is needed to verify them', async () => {
    const parts = await partsOf('2022-03-01', '2022-03-31');
    expect([...parts.keys()].sort()).toEqual(
      ['README.txt', 'blocks.jsonl', 'proof.json', 'records.jsonl', 'seals.jsonl', 'verify.mjs'].sort(),
    );
    expect(lines(parts, 'records.jsonl').map((line) => JSON.parse(line).id)).toEqual([1, 2, 3, 4, 5]);
    expect(lines(parts, 'blocks.jsonl').map((line) => JSON.parse(line).number)).toEqual([1, 2, 3, 4]);
    expect(String(parts.get('README.txt'))).toContain('测试街道');
    expect(await verified(parts)).toMatchObject({
      code: 0,
      said: expect.stringContaining('完好：2022-03-01 至 2022-03-31，共 5 条记录，分在 2 个封存段中'),
    });
  });

  it('of the middle says that nothing earlier belongs to it', async () => {
    const parts = await partsOf('2022-04-10', '2022-04-10');
    expect(lines(parts, 'blocks.jsonl').map((line) => JSON.parse(line).number)).toEqual([2, 3, 4]);
    expect(await verified(parts)).toMatchObject({ code: 0, said: expect.stringContaining('共 2 条记录') });
  });

  it('of days without records is sound and empty', async () => {
    expect(await verified(await partsOf('2022-03-11', '2022-03-12'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('共 0 条记录'),
    });
    expect(await verified(await partsOf('2022-06-01', '2022-06-02'))).toMatchObject({ code: 0 });
  });

  it('has what was written a moment ago: it is sealed first', async () => {
    await withClock(day('2022-05-11'), () => writeRecords(2));
    const parts = await partsOf('2022-05-11', '2022-05-11');
    expect(await verified(parts)).toMatchObject({ code: 0, said: expect.stringContaining('共 2 条记录') });
  });

  it('says which records went because their time was over', async () => {
    await withClock(day('2025-03-20'), () => expireJob(systemActor('audit.expire')));
    const parts = await partsOf('2022-03-01', '2022-04-30');
    expect(await verified(parts)).toMatchObject({
      code: 0,
      said: expect.stringContaining('另有 5 条记录所在的封存段（到第 2 段）已到期清理'),
    });
  });

  it('can be compared with a head kept elsewhere', async () => {
    const parts = await partsOf('2022-03-01', '2022-03-31');
    const head = await headToKeep(street.auditor);
    parts.set('head.json', Buffer.from(head?.text ?? ''));
    parts.set('other.json', Buffer.from(`{"number":3,"hash":"${'a'.repeat(64)}"}\n`));
    parts.set('later.json', Buffer.from(`{"number":9,"hash":"${'a'.repeat(64)}"}\n`));
    expect(await verified(parts, '--head', 'head.json')).toMatchObject({
      code: 0,
      said: expect.stringContaining('与另行保存的 1 个封存印记相符'),
    });
    expect(await verified(parts, '--head', 'other.json')).toMatchObject({
      code: 2,
      said: expect.stringContaining('封存段第 3 段与另行保存的封存印记不符'),
    });
    expect(await verified(parts, '--head', 'later.json')).toMatchObject({ code: 1 });
  });
});

describe('an export that was tampered with', () => {
  const cases: [string, (parts: Parts) => void, string][] = [
    [
      'a record changed',
      (parts) => edit(parts, 'records.jsonl', (all) => all.map(renamed(2))),
      '第 2 号记录的内容被改动',
    ],
    [
      'a record left out',
      (parts) => edit(parts, 'records.jsonl', (all) => all.toSpliced(1, 1)),
      '第 2 号记录缺失',
    ],
    ['the first left out', (parts) => edit(parts, 'records.jsonl', (all) => all.slice(1)), '第 1 号记录缺失'],
    [
      'the last left out',
      (parts) => edit(parts, 'records.jsonl', (all) => all.slice(0, -1)),
      '第 5 号记录缺失',
    ],
    ['all left out', (parts) => parts.set('records.jsonl', Buffer.alloc(0)), '第 1 号记录缺失'],
    [
      'two exchanged',
      (parts) => edit(parts, 'records.jsonl', ([a = '', b = '', ...rest]) => [b, a, ...rest]),
      '第 1 号记录的次序被改动',
    ],
    [
      'one put in',
      (parts) =>
        edit(parts, 'records.jsonl', ([a = '', ...rest]) => [a, a.replace('"id":1', '"id":77'), ...rest]),
      '第 77 号记录不属于这里',
    ],
    [
      'one put in at the end',
      (parts) => edit(parts, 'records.jsonl', (all) => [...all, '{"id":77}']),
      '第 77 号记录不在封存清单中',
    ],
    [
      'a record and its seal changed',
      (parts) => {
        edit(parts, 'records.jsonl', (all) => all.map(renamed(2)));
        edit(parts, 'seals.jsonl', ([first = '', ...rest]) => [
          first.replace(/[0-9a-f]{64}/, 'b'.repeat(64)),
          ...rest,
        ]);
      },
      '第 1 个封存段的封存清单被改动',
    ],
    [
      'a list of seals left out',
      (parts) => edit(parts, 'seals.jsonl', (all) => all.slice(1)),
      '第 1 个封存段的封存清单缺失',
    ],
    [
      'a list of seals put in',
      (parts) => edit(parts, 'seals.jsonl', (all) => [...all, '{"block":9,"seals":[]}']),
      '多出封存清单',
    ],
    [
      'a block changed',
      (parts) =>
        edit(parts, 'blocks.jsonl', (all) => all.map((line) => line.replace('"records":2', '"records":3'))),
      '第 2 个封存段应有 3 条记录',
    ],
    [
      'a block’s time changed, to hide it',
      (parts) =>
        edit(parts, 'blocks.jsonl', ([a = '', ...rest]) => [
          a.replace(
            /"earliest":"2022[^"]*","latest":"2022/,
            '"earliest":"2020-01-01T00:00:00.000Z","latest":"2020',
          ),
          ...rest,
        ]),
      '封存段第 1 段被改动',
    ],
    [
      'a block left out',
      (parts) => edit(parts, 'blocks.jsonl', (all) => all.toSpliced(1, 1)),
      '封存段第 2 段缺失',
    ],
    [
      'the first block left out',
      (parts) => edit(parts, 'blocks.jsonl', (all) => all.slice(1)),
      '封存段第 1 段缺失',
    ],
    [
      'the last block left out',
      (parts) => edit(parts, 'blocks.jsonl', (all) => all.slice(0, -1)),
      '在第 3 段之后被截去',
    ],
    [
      'another head',
      (parts) =>
        parts.set(
          'proof.json',
          Buffer.from(String(parts.get('proof.json')).replace(/[0-9a-f]{64}/, 'c'.repeat(64))),
        ),
      '与 proof.json 所载的封存印记不符',
    ],
    ['a file left out', (parts) => parts.delete('seals.jsonl'), '缺少文件 seals.jsonl'],
    [
      'a line cut short',
      (parts) => edit(parts, 'blocks.jsonl', ([a = '', ...rest]) => [a.slice(0, 40), ...rest]),
      '不是有效的 JSON',
    ],
  ];
  const renamed = (id: number) => (line: string) =>
    line.startsWith(`{"id":${id},`) ? line.replace('更名', '改名') : line;

  function edit(parts: Parts, name: string, change: (all: string[]) => string[]): void {
    setLines(parts, name, change(lines(parts, name)));
  }

  it.each(cases)('%s', async (_, tamper, said) => {
    const parts = await partsOf('2022-03-01', '2022-03-31');
    tamper(parts);
    expect(await verified(parts)).toMatchObject({ code: 2, said: expect.stringContaining(said) });
  });

  it('that claims a beginning that leaves records out', async () => {
    const parts = await partsOf('2022-04-10', '2022-04-10');
    const proof = String(parts.get('proof.json'));
    parts.set(
      'proof.json',
      Buffer.from(proof.replace(/"startsAt": "[^"]*"/, '"startsAt": "2022-03-01T00:00:00.000Z"')),
    );
    expect(await verified(parts)).toMatchObject({
      code: 2,
      said: expect.stringContaining('第 2 段以前还有期间内的记录'),
    });
  });
});

describe('who may export', () => {
  const lastRecord = async () =>
    (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

  it('is the auditor, on record, before anything leaves', async () => {
    const made = await exported('2022-03-01', '2022-03-31');
    expect(await lastRecord()).toMatchObject({
      action: 'audit.export',
      actingRole: 'auditor',
      after: { startsOn: '2022-03-01', lastDay: '2022-03-31', records: 5, blocks: 4 },
    });
    await taken(made);
  });

  it('is nobody else, on record', async () => {
    const { auditor: _, units: __, groups: ___, ...others } = street;
    for (const actor of Object.values(others)) {
      const result = await exportProof(actor, { from: '2022-03-01', to: '2022-03-31' });
      expect(result).toMatchObject({ refusal: { code: 'forbidden' } });
      expect(await lastRecord()).toMatchObject({ action: 'audit.export', outcome: 'refused' });
    }
    const nobody = await exportProof(
      { ...street.auditor, personId: null },
      { from: '2022-03-01', to: '2022-03-31' },
    );
    expect(nobody).toMatchObject({ refusal: { code: 'session' } });
  });

  it('not before the last one has been taken, nor a sixth time in ten minutes', async () => {
    const first = await exported('2022-03-01', '2022-03-31');
    expect(await exported('2022-03-01', '2022-03-31')).toMatchObject({
      refusal: { code: 'limited', message: '上一次导出还在进行，请稍候' },
    });
    await taken(first);
    for (let n = 2; n <= 5; n += 1) await taken(await exported('2022-03-01', '2022-03-31'));
    expect(await exported('2022-03-01', '2022-03-31')).toMatchObject({
      refusal: { code: 'limited', message: '导出过于频繁，请十分钟后再试' },
    });
  });

  /** Whoever asked for it has left in the middle. */
  async function taken(made: Awaited<ReturnType<typeof exported>>): Promise<void> {
    if (!made.ok) throw new Error(made.refusal.message);
    const closed = once(made.value.content, 'close');
    made.value.content.destroy();
    await closed;
  }

  it('and nothing is there to export before anything was written', async () => {
    await emptyTrail();
    expect(await exported('2022-03-01', '2022-03-31')).toMatchObject({ refusal: { code: 'rule' } });
  });
});
