import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingRegistry } from '@/lib/settings/registry';
import { conforms, nicknameOf } from './rules';

const han = fc.string({
  unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((c) => String.fromCodePoint(c)),
  minLength: 1,
  maxLength: 6,
});
const separators = settingRegistry['nickname.separator'].choices?.map(({ value }) => value) ?? [];
const loose = fc.constantFrom('', ' ', '  ', '-', '—', '·', '_', '/', '|', '　', '（', '\u200b', '.');
const runs = Number(process.env.QUNXU_ROUNDS ?? 200) * 5;

describe('nicknames (2.1.2)', () => {
  it('is unit and name with the separator that is set', () => {
    expect(separators.map((separator) => nicknameOf('和平', '张三', separator))).toEqual([
      '和平张三',
      '和平-张三',
      '和平 张三',
      '和平·张三',
    ]);
  });

  it('conforms whatever separator was set when it was made', () => {
    fc.assert(
      fc.property(han, han, fc.constantFrom(...separators), (unit, name, separator) =>
        conforms(nicknameOf(unit, name, separator), unit, name),
      ),
      { numRuns: runs },
    );
  });

  it('conforms with anything loose before, between and after', () => {
    fc.assert(
      fc.property(han, han, loose, loose, loose, (unit, name, a, b, c) =>
        conforms(`${a}${unit}${b}${name}${c}`, unit, name),
      ),
      { numRuns: runs },
    );
  });

  it('does not conform with another name, or with more or fewer characters', () => {
    fc.assert(
      fc.property(han, han, han, (unit, name, other) => {
        expect(conforms(unit + name + other, unit, name)).toBe(false);
        expect(conforms(name, unit, name)).toBe(false);
        expect(conforms(unit + other, unit, name)).toBe(other === name);
      }),
      { numRuns: runs },
    );
  });

  it('takes full and half width, and letters in either case, as the same', () => {
    expect(conforms('ＧＲＩＤ３网格-ａｍｙ', 'Grid3网格', 'Amy')).toBe(true);
  });
});
