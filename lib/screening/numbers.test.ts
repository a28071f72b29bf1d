import { describe, expect, it } from 'vitest';
import { Chance } from '@/db/testing/chance';
import { fold } from './folding';
import { findNumbers, isBankCard, isCitizenId } from './numbers';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const two = (number: number) => String(number).padStart(2, '0');
const digits = (chance: Chance, count: number) => chance.some(count, () => chance.below(10)).join('');

function makeId(chance: Chance): string {
  const day = new Date(Date.UTC(1930 + chance.below(90), chance.below(12), 1 + chance.below(28)));
  const born = `${day.getUTCFullYear()}${two(day.getUTCMonth() + 1)}${two(day.getUTCDate())}`;
  const head = `${chance.one(['11', '32', '44', '51', '65'])}${digits(chance, 4)}${born}${digits(chance, 3)}`;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(head[i]), 0);
  return head + '10X98765432'[sum % 11];
}

/** Luhn told another way: every second digit from the right is looked up. */
function luhnDigit(head: string): number {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const sum = [...head]
    .reverse()
    .reduce((total, digit, i) => total + (i % 2 ? Number(digit) : (doubled[Number(digit)] ?? 0)), 0);
  return (10 - (sum % 10)) % 10;
}

function makeCard(chance: Chance): string {
  const [start, length] = chance.one([
    ['62', 16],
    ['62', 19],
    ['6222', 18],
    ['4', 16],
    ['53', 16],
    ['9558', 19],
  ] as const);
  const head = start + digits(chance, length - start.length - 1);
  return head + luhnDigit(head);
}

const makeMobile = (chance: Chance) => `1${3 + chance.below(7)}${digits(chance, 9)}`;
const kinds = (text: string) => findNumbers(fold(text)).map(({ detector }) => detector);

/** Another digit in one place. */
function spoiled(chance: Chance, number: string): string {
  const at = chance.below(number.length - 1);
  const other = (Number(number[at]) + 1 + chance.below(9)) % 10;
  return number.slice(0, at) + other + number.slice(at + 1);
}

describe('citizen ids', () => {
  it.each(['11010519491231002X', '440524188001010014', '110101199003070071'])('%s', (number) => {
    expect(isCitizenId(number.toLowerCase())).toBe(
      number !== '440524188001010014' && number !== '110101199003070071',
    );
  });

  it('are known, and not with one digit changed', () => {
    const chance = new Chance(1);
    for (let i = 0; i < 5_000; i += 1) {
      const id = makeId(chance);
      expect(isCitizenId(id.toLowerCase()), id).toBe(true);
      expect(isCitizenId(spoiled(chance, id).toLowerCase()), id).toBe(false);
    }
  });

  it('are not without province or day of birth', () => {
    for (const number of [
      '991231199001010011',
      '110101199013010011',
      '110101199002300011',
      '11010119900101001',
    ])
      expect(isCitizenId(number)).toBe(false);
  });
});

describe('bank cards', () => {
  it('are known, and not with one digit changed', () => {
    const chance = new Chance(2);
    for (let i = 0; i < 5_000; i += 1) {
      const card = makeCard(chance);
      expect(isBankCard(card), card).toBe(true);
      const last = card.slice(0, -1) + ((Number(card.at(-1)) + 1 + chance.below(9)) % 10);
      expect(isBankCard(last), last).toBe(false);
    }
  });

  it('are not of another issuer or length', () => {
    for (const head of ['12345678901234', '777788889999000', '62123456789', '4123456789012345678'])
      expect(isBankCard(head + luhnDigit(head))).toBe(false);
  });
});

describe('numbers in a text', () => {
  const ways: readonly ((number: string) => string)[] = [
    (number) => number,
    (number) => [...number].join(' '),
    (number) => [...number].join('\u200b'),
    (number) => number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    (number) => number.replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)] ?? ''),
    (number) => number.replace(/(\d{4})(?=\d)/g, '$1 '),
    (number) => number.replaceAll('0', 'O').replaceAll('1', 'l'),
  ];

  it('are found however they are written, as what they are', () => {
    const chance = new Chance(3);
    for (let i = 0; i < 3_000; i += 1) {
      const write = chance.one(ways);
      const [make, kind] = chance.one([
        [makeId, 'citizen_id'],
        [makeCard, 'bank_card'],
        [makeMobile, 'mobile'],
      ] as const);
      const number = make(chance);
      // A card's digits may happen to be an id as well; an id comes first.
      const kindOf = kind === 'bank_card' && isCitizenId(number) ? 'citizen_id' : kind;
      expect(kinds(`联系 ${write(number)}，谢谢`), write(number)).toEqual([kindOf]);
    }
  });

  it.each([
    ['138-0000-1234', ['mobile']],
    ['+86 13800001234', ['mobile']],
    ['8613800001234', ['mobile']],
    ['电话13800001234、13900001234', ['mobile', 'mobile']],
    ['13800001234 13900001234', ['mobile', 'mobile']],
  ])('%s', (text, found) => {
    expect(kinds(text)).toEqual(found);
  });

  it.each([
    '2026年11月22日14时05分',
    '文号：和街办发〔2026〕12号',
    '订单号 138000012345678',
    '12800001234',
    '座机 010-88886666',
    '统一社会信用代码 91110105MA01ABCD2X',
    '15 000 200 300 元',
    '第 13 8 组 12 人',
    '18:00-20:00 2026-11-23',
  ])('%s is none', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('numbers that a label says to be an id or a card, and that do not add up', () => {
  const between = ['', '：', ' ', ': ', '（', '\n', '\u200b', '号', '号：', '号码为'];
  const disguises: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => [...text].join('\u200b'),
    (text) => [...text].join(' '),
    (text) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    (text) => text.replace('证', '證'),
  ];
  /** An id or a card of which one digit is wrong, with what it is called. */
  function mistyped(chance: Chance): { label: string; number: string } {
    if (chance.below(2)) return { label: '身份证', number: spoiled(chance, makeId(chance)) };
    const card = makeCard(chance);
    const last = (Number(card.at(-1)) + 1 + chance.below(9)) % 10;
    return { label: '银行卡', number: card.slice(0, -1) + last };
  }
  const whole = ({ text, starts, ends }: ReturnType<typeof fold>, from: number, to: number) =>
    text.length ? [starts[from], ends[to - 1]] : [];

  it('are found where they stand, and are nothing without the label', () => {
    const chance = new Chance(4);
    let near = 0;
    for (let i = 0; i < 3_000; i += 1) {
      const { label, number } = mistyped(chance);
      // By chance it may add up as something else; then that is what it is.
      if (isCitizenId(number.toLowerCase()) || isBankCard(number)) continue;
      const disguise = chance.one(disguises);
      const written = disguise(number);
      const head = `请核对${disguise(label)}${chance.one(between)}`;
      const folded = fold(`${head}${written}，谢谢`);
      const found = findNumbers(folded);
      // Digit by digit a part of it may be a card or an id of its own, which weighs more.
      if (found.some(({ detector }) => detector === 'bank_card' || detector === 'citizen_id')) continue;
      near += 1;
      expect(
        found.map(({ detector }) => detector),
        head + written,
      ).toEqual(['near_number']);
      for (const { from, to } of found)
        expect(whole(folded, from, to), head + written).toEqual([head.length, head.length + written.length]);
      expect(kinds(`请核对编号${written}，谢谢`), written).not.toContain('near_number');
      expect(kinds(`${label}请核对。${written}`), written).not.toContain('near_number');
    }
    expect(near).toBeGreaterThan(2_500);
  });

  it('are what they are when they do add up', () => {
    const chance = new Chance(6);
    for (let i = 0; i < 1_000; i += 1) {
      expect(kinds(`身份证号：${makeId(chance)}`)).toEqual(['citizen_id']);
      const card = makeCard(chance);
      expect(kinds(`银行卡${card}`)).toEqual([isCitizenId(card) ? 'citizen_id' : 'bank_card']);
    }
  });

  it.each([
    '身份证后四位 1234',
    '请携带身份证于 2026 年 11 月 23 日 9 时到 301 室',
    '证件办理咨询 010-88886666 转 8001',
    '身份证。订单 110105194912310021',
    '会员一卡通 1234567890123',
    '身份证号 11010519491231002',
    '统一社会信用代码 911101051234567890',
  ])('%s holds none', (text) => {
    expect(kinds(text)).not.toContain('near_number');
  });

  it.each(['卡号 6222026006705354217', '卡号：6222 0260 0670 5354 217', '身份證號碼110105194912310021'])(
    '%s does',
    (text) => {
      expect(kinds(text)).toEqual(['near_number']);
    },
  );
});
