import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPasswords } from '../common-passwords';
import { contextWords, passwordProblem } from './password';
import { longestPassword } from './password-limits';

const who = {
  username: 'heping.zhang',
  name: '张三',
  unitName: '和平社区',
  unitShortName: '和平',
  streetName: '示范街道',
};
const words = contextWords(who);
const common = commonPasswords();
const problem = (password: string, shortest = 10) =>
  passwordProblem(password, { shortest, kinds: 'any', common, words });

/** Any signs at all; fast-check's own set of them takes seconds to build. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 200 })
  .map((points) => String.fromCodePoint(...points));

describe('a new password', () => {
  it('is measured in characters as people count them, in both directions', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 8, max: 64 }), (password, shortest) => {
        const length = [...password].length;
        const said = problem(password, shortest) ?? '';
        expect(said.startsWith('密码至少')).toBe(length < shortest);
        expect(said.startsWith('密码最长')).toBe(length >= shortest && length > longestPassword);
      }),
    );
  });

  it('may be anything else that is long and nobody’s guess: no kinds of characters are asked for', () => {
    const letters = fc.constantFrom(...'bcdfgjkmprtvwy');
    const plain = fc.string({ unit: letters, minLength: 14, maxLength: 128 });
    fc.assert(
      fc.property(
        plain.filter((password) => new Set(password).size >= 8),
        (password) => {
          expect(problem(password)).toBeNull();
        },
      ),
    );
  });

  it.each([
    'correct horse battery staple',
    '春眠不觉晓处处闻啼鸟',
    '🌾🌾稻花香里说丰年🌾',
    '9 bottles on the wall',
  ])('takes %s', (password) => expect(problem(password)).toBeNull());

  it('is refused when it contains a word of the person’s surroundings, wherever and however set apart', () => {
    const filler = fc.string({ unit: fc.constantFrom(...'bdfkmprtv'), minLength: 6, maxLength: 20 });
    const apart = fc.constantFrom('', ' ', '-', '_', '.');
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        filler,
        filler,
        apart,
        fc.boolean(),
        (word, left, right, sign, upper) => {
          const spelled = [...(upper ? word.toUpperCase() : word)].join(sign);
          expect(problem(left + spelled + right)).toMatch(/不得包含/);
        },
      ),
    );
  });

  it('knows the words: person, username, unit, street and system, in characters and in pinyin', () => {
    expect(words).toEqual(
      expect.arrayContaining([
        '张三',
        'zhangsan',
        'heping.zhang',
        '和平',
        'heping',
        '示范街道',
        'shifan',
        '群序',
        'qunxu',
      ]),
    );
    expect(words.every((word) => word.length >= 2)).toBe(true);
  });

  it.each([
    '1234567890',
    'abcdefghijkl',
    'zyxwvutsrqpo',
    'aaaaaaaaaaaa',
    '121212121212',
    '13800138000',
    'qwertyuiop',
    'QWERTYUIOP',
    'password2026',
    '2026Password!',
    'passwordpassword',
    'iloveyou1314520',
    '1q2w3e4r5t6y',
  ])('is refused as common: %s', (password) => expect(problem(password)).toMatch(/常见密码/));

  it('is refused for each of the list that is long enough, in any case', () => {
    const long = [...common].filter((password) => password.length >= 8);
    expect(long.length).toBeGreaterThan(3_000);
    const taken = long.filter(
      (password) => problem(password, 8) === null || problem(password.toUpperCase(), 8) === null,
    );
    expect(taken).toEqual([]);
  });
});
