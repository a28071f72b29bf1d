import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spelled } from '@/lib/core/pinyin';
import { isMobile, maskPhone, normalName, normalPhone, readSearch } from './rules';

const mobile = fc
  .tuple(fc.constantFrom('13', '14', '15', '16', '17', '18', '19'), fc.stringMatching(/^\d{9}$/))
  .map((parts) => parts.join(''));
const fullWidth = (digits: string) =>
  digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

describe('phone numbers', () => {
  it('are the same however they are written', () => {
    fc.assert(
      fc.property(
        mobile,
        fc.constantFrom('', '+86', '0086', '86', '+86 ', ' '),
        fc.constantFrom('', ' ', '-', '－', '\u3000'),
        fc.boolean(),
        (digits, prefix, separator, wide) => {
          const written = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(separator);
          expect(normalPhone(prefix + (wide ? fullWidth(written) : written))).toBe(digits);
        },
      ),
    );
  });

  it('never show the four in the middle', () => {
    fc.assert(
      fc.property(mobile, (digits) => {
        expect(maskPhone(digits)).toMatch(/^\d{3}\*{4}\d{4}$/);
        expect(maskPhone(digits).replaceAll('*', '')).toBe(digits.slice(0, 3) + digits.slice(7));
      }),
    );
  });

  it.each(['12345678901', '1380000567', '138000056789', '010-88886666', 'abc', ''])('%j is none', (text) => {
    expect(isMobile(normalPhone(text))).toBe(false);
  });
});

describe('names', () => {
  it('lose spaces between characters and keep one kind of dot', () => {
    expect(normalName(' 张　三 ')).toBe('张三');
    expect(normalName('阿依古丽・买买提')).toBe('阿依古丽·买买提');
    expect(normalName('John   Lee')).toBe('John Lee');
  });

  it('are kept as they are once normal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalName(normalName(text))).toBe(normalName(text));
      }),
    );
  });
});

const surnames = fc.constantFrom(
  '张',
  '单',
  '解',
  '仇',
  '曾',
  '吕',
  '欧阳',
  '尉迟',
  '查',
  '区',
  '朴',
  '任',
  '盖',
);
const given = fc.string({
  unit: fc.constantFrom(...'伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英女绿'),
  minLength: 1,
  maxLength: 2,
});

describe('search by spelling', () => {
  it('finds every name by any beginning of its pinyin and of its initials', () => {
    fc.assert(
      fc.property(surnames, given, fc.nat(), (surname, rest, cut) => {
        const { pinyin, initials } = spelled(surname + rest, 'person');
        for (const spelling of [pinyin, initials]) {
          const typed = spelling.slice(0, 1 + (cut % spelling.length));
          const search = readSearch(typed.toUpperCase());
          expect(search).toEqual({ by: 'spelling', letters: typed });
        }
      }),
    );
  });

  it.each([
    ['单雄信', 'shanxiongxin'],
    ['解缙', 'xiejin'],
    ['仇和', 'qiuhe'],
    ['曾国藩', 'zengguofan'],
    ['吕布', 'lvbu'],
  ])('%s is spelled %s', (name, pinyin) => {
    expect(spelled(name, 'person').pinyin).toBe(pinyin);
  });

  it('takes a whole mobile number for one, and everything else for a part of a name', () => {
    expect(readSearch('138 0000 5678')).toEqual({ by: 'phone', phone: '13800005678' });
    expect(readSearch('1380000')).toEqual({ by: 'name', name: '1380000' });
    expect(readSearch('lü bu')).toEqual({ by: 'spelling', letters: 'lvbu' });
    expect(readSearch('建国')).toEqual({ by: 'name', name: '建国' });
    expect(readSearch('  ')).toEqual({ by: 'nothing' });
  });
});
