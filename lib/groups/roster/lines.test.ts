import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRosterLines } from './rules/lines';

const runs = Number(process.env.QUNXU_ROUNDS ?? 200) * 2;
const nickname = fc.constantFrom(
  '和平张三',
  '和平-李四',
  '新华 王海',
  '小海🌸',
  '3组张伟',
  'Amy',
  '城管办·何静',
  '🌸',
  '物业王师傅',
  '13800000001',
);
const noise = fc.constantFrom(
  '群主',
  '管理员',
  '群成员(213)',
  '(213)',
  '（213）',
  '共 213 人',
  '群成员',
  'A',
  '#',
  '查看更多群成员',
  '———',
  '【群主】',
  '213人',
  '群主、管理员',
  '',
  '   ',
);

describe('a list of members as it was copied', () => {
  it('gives each nickname once, in order, whatever noise stands between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(noise, { maxLength: 2 }), nickname), { minLength: 2, maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, end) => {
          const text = lines.flatMap(([before, name]) => [...before, name]).join(end);
          expect(readRosterLines(text).nicknames).toEqual(lines.map(([, name]) => name));
        },
      ),
      { numRuns: runs },
    );
  });

  it('takes numbers and roles off, and leaves the nickname', () => {
    const text =
      '1. 和平张三\n2、和平李四\n群主 和平王海\n和平赵云（管理员）\n[群主]和平孙强\n和平周瑜 我\n12\t和平吴用';
    expect(readRosterLines(text).nicknames).toEqual(
      ['张三', '李四', '王海', '赵云', '孙强', '周瑜', '吴用'].map((name) => `和平${name}`),
    );
  });

  it('reads one line with signs between as many', () => {
    expect(readRosterLines('和平张三、和平李四，和平王海').nicknames).toHaveLength(3);
    expect(readRosterLines('和平、张三').nicknames).toEqual(['和平、张三']);
  });

  it('reads a line of nothing but blanks between two words as soon as any other', () => {
    expect(readRosterLines(`和平${' '.repeat(59_000)}张三\n李四`).nicknames).toEqual(['和平 张三', '李四']);
  });

  it('loses no line: each is a nickname or told as skipped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), { maxLength: 20 }),
        (lines) => {
          const plain = lines
            .map((line) => line.replace(/[\n\r\u2028\u2029\v\f]/g, ' '))
            .filter((line) => line.trim());
          const { nicknames, skipped } = readRosterLines(['和平张三', '和平李四', ...plain].join('\n'));
          expect(nicknames.length + skipped.length).toBe(plain.length + 2);
          for (const name of nicknames) expect([...name].length).toBeLessThanOrEqual(60);
        },
      ),
      { numRuns: runs },
    );
  });
});
