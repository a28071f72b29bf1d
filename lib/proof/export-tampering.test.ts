import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '@/db/testing/backups';
import { editLines, partsOf, threeMonths, verified } from '@/db/testing/proof-export';
import type { TestStreet } from '@/db/testing/street';

let street: TestStreet;

beforeEach(async () => {
  street = await threeMonths();
});

const renamed = (id: number) => (line: string) =>
  line.startsWith(`{"id":${id},`) ? line.replace('更名', '改名') : line;

/** Changes what proof.json says. */
function editProof(parts: Parts, change: Record<string, unknown>): void {
  const proof: unknown = JSON.parse(String(parts.get('proof.json')));
  parts.set('proof.json', Buffer.from(JSON.stringify({ ...(proof as object), ...change })));
}

describe('an export that was tampered with', () => {
  const cases: [string, (parts: Parts) => void, string][] = [
    [
      'a record changed',
      (parts) => editLines(parts, 'records.jsonl', (all) => all.map(renamed(2))),
      '第 2 号记录的内容被改动',
    ],
    [
      'a record left out',
      (parts) => editLines(parts, 'records.jsonl', (all) => all.toSpliced(1, 1)),
      '第 2 号记录缺失',
    ],
    [
      'the first left out',
      (parts) => editLines(parts, 'records.jsonl', (all) => all.slice(1)),
      '第 1 号记录缺失',
    ],
    [
      'the last left out',
      (parts) => editLines(parts, 'records.jsonl', (all) => all.slice(0, -1)),
      '第 5 号记录缺失',
    ],
    ['all left out', (parts) => parts.set('records.jsonl', Buffer.alloc(0)), '第 1 号记录缺失'],
    [
      'two exchanged',
      (parts) => editLines(parts, 'records.jsonl', ([a = '', b = '', ...rest]) => [b, a, ...rest]),
      '第 1 号记录的次序被改动',
    ],
    [
      'one put in',
      (parts) =>
        editLines(parts, 'records.jsonl', ([a = '', ...rest]) => [
          a,
          a.replace('"id":1', '"id":77'),
          ...rest,
        ]),
      '第 77 号记录不属于这里',
    ],
    [
      'one put in at the end',
      (parts) => editLines(parts, 'records.jsonl', (all) => [...all, '{"id":77}']),
      '第 77 号记录不在封存清单中',
    ],
    [
      'a record and its seal changed',
      (parts) => {
        editLines(parts, 'records.jsonl', (all) => all.map(renamed(2)));
        editLines(parts, 'seals.jsonl', ([first = '', ...rest]) => [
          first.replace(/[0-9a-f]{64}/, 'b'.repeat(64)),
          ...rest,
        ]);
      },
      '第 1 个封存段的封存清单被改动',
    ],
    [
      'a list of seals left out',
      (parts) => editLines(parts, 'seals.jsonl', (all) => all.slice(1)),
      '第 1 个封存段的封存清单缺失',
    ],
    [
      'a list of seals put in',
      (parts) => editLines(parts, 'seals.jsonl', (all) => [...all, '{"block":9,"seals":[]}']),
      '多出封存清单',
    ],
    [
      'a block changed',
      (parts) =>
        editLines(parts, 'blocks.jsonl', (all) =>
          all.map((line) => line.replace('"records":2', '"records":3')),
        ),
      '第 2 个封存段应有 3 条记录',
    ],
    [
      'a block’s time changed, to hide it',
      (parts) =>
        editLines(parts, 'blocks.jsonl', ([a = '', ...rest]) => [
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
      (parts) => editLines(parts, 'blocks.jsonl', (all) => all.toSpliced(1, 1)),
      '封存段第 2 段缺失',
    ],
    [
      'the first block left out',
      (parts) => editLines(parts, 'blocks.jsonl', (all) => all.slice(1)),
      '封存段第 1 段缺失',
    ],
    [
      'the last block left out',
      (parts) => editLines(parts, 'blocks.jsonl', (all) => all.slice(0, -1)),
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
    [
      'all of it left out behind an empty chain',
      (parts) => {
        for (const name of ['blocks.jsonl', 'seals.jsonl', 'records.jsonl']) parts.set(name, Buffer.alloc(0));
        editProof(parts, { head: { number: 0, hash: null, stamp: '' } });
      },
      'proof.json 中的封存段编号被改动',
    ],
    [
      'a period that is verified from a later day than it says',
      (parts) => {
        for (const name of ['seals.jsonl', 'records.jsonl']) parts.set(name, Buffer.alloc(0));
        editProof(parts, { startsAt: '2022-03-20T16:00:00.000Z' });
      },
      'proof.json 中的期间被改动',
    ],
    [
      'a period that is no period',
      (parts) => {
        for (const name of ['seals.jsonl', 'records.jsonl']) parts.set(name, Buffer.alloc(0));
        editProof(parts, { startsAt: '-' });
      },
      'proof.json 中的期间被改动',
    ],
    [
      'a first block that is given as a text, so as not to be looked at',
      (parts) => {
        for (const name of ['blocks.jsonl', 'seals.jsonl']) editLines(parts, name, (all) => all.slice(1));
        editLines(parts, 'records.jsonl', (all) => all.slice(3));
        editProof(parts, { firstBlock: '2' });
      },
      'proof.json 中的封存段编号被改动',
    ],
    [
      'records left out as if their time were over',
      (parts) => {
        for (const name of ['seals.jsonl', 'records.jsonl']) parts.set(name, Buffer.alloc(0));
        editProof(parts, { removedThrough: 2 });
      },
      '其中有不满六个月的记录',
    ],
    ['a file left out', (parts) => parts.delete('seals.jsonl'), '缺少文件 seals.jsonl'],
    [
      'a line cut short',
      (parts) => editLines(parts, 'blocks.jsonl', ([a = '', ...rest]) => [a.slice(0, 40), ...rest]),
      '不是有效的 JSON',
    ],
  ];

  it.each(cases)('%s', async (_, tamper, said) => {
    const parts = await partsOf(street, '2022-03-01', '2022-03-31');
    tamper(parts);
    expect(await verified(parts)).toMatchObject({ code: 2, said: expect.stringContaining(said) });
  });

  it('that claims a beginning that leaves records out', async () => {
    const parts = await partsOf(street, '2022-04-10', '2022-04-10');
    editProof(parts, { from: '2022-03-01', startsAt: '2022-02-28T16:00:00.000Z' });
    expect(await verified(parts)).toMatchObject({
      code: 2,
      said: expect.stringContaining('第 2 段以前还有期间内的记录'),
    });
  });
});
