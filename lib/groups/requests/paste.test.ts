import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PastedPerson, readPastedPeople } from './paste';

const runs = Number(process.env.QUNXU_ROUNDS ?? 200) * 2;
const units = new Set(['和平社区', '和平', '新华社区', '新华', '城市管理办公室', '城管办']);
const said = ({ name, phone, duty, unit }: PastedPerson) => ({ name, phone, duty, unit });

const han = (least: number, most: number) =>
  fc.string({
    unit: fc.constantFrom(...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国玉兰晓东'),
    minLength: least,
    maxLength: most,
  });
const name = fc.oneof(
  fc.tuple(fc.constantFrom(...'张王李赵刘陈杨黄周吴徐孙马朱胡'), han(1, 2)).map((both) => both.join('')),
  fc.tuple(fc.constantFrom('欧阳', '司马', '诸葛'), han(1, 2)).map((both) => both.join('')),
  fc.constantFrom('阿依古丽·买买提', '迪丽热巴·迪力木拉提'),
);
const phone = fc
  .tuple(fc.constantFrom('13', '15', '17', '18', '19'), fc.stringMatching(/^\d{9}$/))
  .map((both) => both.join(''));
const duty = fc.constantFrom('网格员', '社区书记', '主任', '专职网格员', '副科长', '联络员', '片区负责人');
const unit = fc.constantFrom(...units);

const shapes = [
  (p: string) => p,
  (p: string) => `${p.slice(0, 3)} ${p.slice(3, 7)} ${p.slice(7)}`,
  (p: string) => `${p.slice(0, 3)}-${p.slice(3, 7)}-${p.slice(7)}`,
  (p: string) => `+86 ${p}`,
  (p: string) => p.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d))),
];
const separators = [' ', '  ', '\t', ',', '，', ', ', '、', ' | ', '；', '：', '/'];
const ordinals = [() => '', (i: number) => `${i}. `, (i: number) => `${i}、`, (i: number) => `（${i}）`];
const noises = ['', '   ', '姓名\t手机号\t职务', '序号，姓名，联系电话'];

describe('pasted people', () => {
  it('reads name, phone, duty and unit in any order, whatever stands between, around and before them', () => {
    const people = fc.uniqueArray(fc.record({ name, phone, duty, unit }), {
      minLength: 1,
      maxLength: 12,
      selector: (one) => one.phone,
    });
    const order = fc.shuffledSubarray(['name', 'phone', 'duty', 'unit'] as const, { minLength: 4 });
    fc.assert(
      fc.property(
        people,
        order,
        fc.constantFrom(...shapes),
        fc.constantFrom(...separators),
        fc.constantFrom(...ordinals),
        fc.constantFrom(...noises),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        (list, columns, shape, separator, ordinal, noise, end) => {
          const lines = list.map(
            (one, i) =>
              ordinal(i + 1) +
              columns.map((column) => (column === 'phone' ? shape(one.phone) : one[column])).join(separator),
          );
          const found = readPastedPeople([noise, ...lines, noise].join(end), units);
          expect(found.map(said)).toEqual(list);
          expect(found.every((one) => one.problem === undefined)).toBe(true);
        },
      ),
      { numRuns: runs },
    );
  });

  it('loses no line and makes nobody up, whatever is pasted', () => {
    const piece = fc.oneof(
      name,
      phone,
      duty,
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(...separators),
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), (rows) => {
        const text = rows.map((row) => row.join('').replace(/[\n\r\u2028\u2029]/g, '')).join('\n');
        const found = readPastedPeople(text, units);
        const lines = text.split('\n').map((line) => line.normalize('NFKC'));
        for (const one of found) {
          const line = (lines[one.line - 1] ?? '').replace(/[・•‧]/g, '·').replace(/[\p{Cf}\p{Cc}\s]/gu, '');
          expect(line).toContain(one.name.replaceAll(' ', ''));
          expect(line.replace(/\D/g, '')).toContain(one.phone.replace(/\D/g, ''));
          expect(one.name !== '' || one.problem !== undefined).toBe(true);
        }
        const spoken = lines.flatMap((line, i) => (/\p{Script=Han}{2}/u.test(line) ? [i + 1] : []));
        const heard = new Set(found.map(({ line }) => line));
        expect(spoken.filter((line) => !heard.has(line))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('splits a line of several people, each with a number', () => {
    expect(readPastedPeople('张三13800000001，李四 13800000002；王五13800000003').map(said)).toEqual([
      { name: '张三', phone: '13800000001', duty: '', unit: '' },
      { name: '李四', phone: '13800000002', duty: '', unit: '' },
      { name: '王五', phone: '13800000003', duty: '', unit: '' },
    ]);
  });

  it('joins the characters of a name that were spaced out', () => {
    expect(readPastedPeople('张 三 13800000001 网格员\n欧阳 修 13800000002').map(said)).toEqual([
      { name: '张三', phone: '13800000001', duty: '网格员', unit: '' },
      { name: '欧阳修', phone: '13800000002', duty: '', unit: '' },
    ]);
  });

  it.each([
    ['张三 1380000001', '手机号应为 11 位，请核对'],
    ['张三 138000000011', '手机号应为 11 位，请核对'],
    ['张三 12000000001', '手机号应为 11 位，请核对'],
    ['13800000001 网格员', '看不出姓名，请按“姓名 手机号 职务”填写'],
    ['网格员张三13800000001', '看不出姓名，请按“姓名 手机号 职务”填写'],
    ['张三 13800000001 13900000002', '一行有多个号码，请每人一行'],
  ])('says what is wrong with %s', (line, problem) => {
    expect(readPastedPeople(line)).toEqual([expect.objectContaining({ problem })]);
  });
});
