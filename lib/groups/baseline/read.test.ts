import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completed, readBaselineLines } from './rules/read';

const runs = Number(process.env.QUNXU_ROUNDS ?? 200);
const units = [
  { name: '和平社区', shortName: '和平' },
  { name: '城市管理办公室', shortName: '城管办' },
  { name: '街道领导', shortName: '街道' },
];
const read = (text: string) =>
  readBaselineLines(text, units).map(({ name, unit, phone, duty }) => [name, unit, phone, duty]);

describe('the list of a group that was there before', () => {
  it('takes nicknames apart by the unit they begin with', () => {
    expect(read('和平张三\n和平-李四\n城管办 何静\n城市管理办公室王磊\n和平社区劉洋')).toEqual([
      ['张三', '和平', '', ''],
      ['李四', '和平', '', ''],
      ['何静', '城管办', '', ''],
      ['王磊', '城管办', '', ''],
      ['刘洋', '和平', '', ''],
    ]);
  });

  it('reads other lines as people, in any order of what they say', () => {
    expect(
      read('群主\n张三 13800000001 和平社区 网格员\n和平李四\n社工，13800000002，王海，和平\n小海'),
    ).toEqual([
      ['张三', '和平社区', '13800000001', '网格员'],
      ['李四', '和平', '', ''],
      ['王海', '和平', '13800000002', '社工'],
      ['小海', '', '', ''],
    ]);
  });

  it('gives every line of names one person, in order', () => {
    const name = fc.constantFrom('张三', '李四', '王小海', '欧阳明', '赵云');
    const line = fc.tuple(fc.constantFrom('和平', '城管办'), fc.constantFrom('', '-', ' ', '·', '　'), name);
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 30 }), (lines) => {
        const text = lines.map((parts) => parts.join('')).join('\n');
        expect(read(text).map(([who, unit]) => [unit, who])).toEqual(
          lines.map(([unit, , who]) => [unit, who]),
        );
      }),
      { numRuns: runs },
    );
  });

  it('fills in from the nickname what a sheet leaves out', () => {
    const empty = { name: '', nickname: '', unit: '', duty: '', phone: '' };
    const lines = [
      { ...empty, nickname: '和平-张三' },
      { ...empty, name: '张 三', unit: '和平社区', phone: '138-0000-0001' },
      { ...empty, nickname: '小海' },
    ];
    expect(completed(lines, units)).toMatchObject([
      { name: '张三', unit: '和平' },
      { name: '张三', unit: '和平社区', phone: '13800000001' },
      { name: '小海', unit: '' },
    ]);
  });
});
