import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRoster, type Registered } from './match';

const runs = Number(process.env.QUNXU_ROUNDS ?? 200) * 2;
const units = ['和平', '新华', '城管办', '党政办', '街道'];

const member = (unitShortName: string, personName: string): Registered => ({
  membershipId: `${unitShortName}/${personName}`,
  unitShortName,
  personName,
});
/** What the comparison comes to, and how often it pauses on the way. */
function compared(entries: string[], members: Registered[]) {
  const work = compareRoster(entries, members, units);
  for (let pauses = 0; ; pauses += 1) {
    const step = work.next();
    if (step.done) return { comparison: step.value, pauses };
  }
}
const compare = (entries: string[], members: Registered[]) => compared(entries, members).comparison;
const kinds = (entries: string[], members: Registered[]) =>
  compare(entries, members).found.map(({ kind }) => kind);

const surnames = '张王李刘陈杨黄周吴徐孙马朱胡郭何林高罗郑';
const given = '伟芳娜敏静丽强磊洋勇艳杰涛明超秀霞刚桂英玉兰晓东海波鹏飞';
const person = fc
  .tuple(
    fc.constantFrom(...surnames),
    fc.string({ unit: fc.constantFrom(...given), minLength: 1, maxLength: 2 }),
  )
  .map(([surname, name]) => surname + name);
const register = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...units), person), { maxLength: 30, selector: ([, name]) => name })
  .map((all) => all.map(([unit, name]) => member(unit, name)));

/** The same name in traditional characters, where the generated ones differ. */
const traditional: Record<string, string> = {
  张: '張',
  刘: '劉',
  陈: '陳',
  杨: '楊',
  黄: '黃',
  吴: '吳',
  孙: '孫',
  马: '馬',
  罗: '羅',
  郑: '鄭',
  伟: '偉',
  丽: '麗',
  强: '強',
  静: '靜',
  艳: '艷',
  涛: '濤',
  刚: '剛',
  兰: '蘭',
  晓: '曉',
  东: '東',
  鹏: '鵬',
  飞: '飛',
  华: '華',
  党: '黨',
  办: '辦',
};
const dressings: ((unit: string, name: string) => string)[] = [
  (unit, name) => `${unit}${name}`,
  (unit, name) => `${unit}-${name}`,
  (unit, name) => `${unit}　${name}`,
  (unit, name) => ` ${unit} · ${name} `,
  (unit, name) => `【${unit}】${name}`,
  (unit, name) => `${unit}${[...name].join(' ')}`,
  (unit, name) => `${unit}\u200b${name}\ufe0f`,
  (unit, name) => `🌸${unit}_${name}👨‍👩‍👧❤️`,
  (unit, name) => [...(unit + name)].map((character) => traditional[character] ?? character).join(''),
];

describe('comparing a roster', () => {
  it('takes a conforming nickname for its member, whatever stands between or around, in either kind of characters', () => {
    fc.assert(
      fc.property(register, fc.infiniteStream(fc.constantFrom(...dressings)), (members, dress) => {
        const how = [...dress.take(members.length)];
        const entries = members.map(
          (one, i) => (how[i] ?? dressings[0])?.(one.unitShortName, one.personName) ?? '',
        );
        const { found, missing } = compare(entries, members);
        expect(found).toEqual(members.map((one, entry) => ({ kind: 'conforms', entry, member: one })));
        expect(missing).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('accounts for every entry once and for every member at most once, whatever the list says', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...surnames, ...given, '和', '平', 'a', ' ', '🌸'),
      maxLength: 7,
    });
    fc.assert(
      fc.property(register, fc.array(noise, { maxLength: 30 }), (members, entries) => {
        const { found, missing } = compare(entries, members);
        expect(found.map(({ entry }) => entry)).toEqual(entries.map((_, i) => i));
        const sure = found.flatMap((one) =>
          one.kind === 'conforms' || one.kind === 'misnamed' ? [one.member] : [],
        );
        expect(new Set(sure).size).toBe(sure.length);
        expect(missing.filter((one) => sure.includes(one))).toEqual([]);
        const named = found.flatMap((one) =>
          one.kind === 'likely' ? one.candidates.map((candidate) => candidate.member) : [],
        );
        for (const one of members)
          expect(sure.includes(one) || named.includes(one) || missing.includes(one)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('says for sure only what holds the whole name', () => {
    const noise = fc.string({ unit: fc.constantFrom(...surnames, ...given), maxLength: 5 });
    fc.assert(
      fc.property(register, fc.array(noise, { maxLength: 20 }), (members, entries) => {
        for (const one of compare(entries, members).found)
          if (one.kind === 'misnamed') expect(entries[one.entry]).toContain(one.member.personName);
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ['张三', 'misnamed'],
    ['张三-和平社区', 'misnamed'],
    ['和平张三（网格员）', 'misnamed'],
    ['网格员张三13800005678', 'misnamed'],
    ['新华张三', 'likely'],
    ['和平章三', 'likely'],
    ['hepingzhangsan', 'likely'],
    ['和平张主任', 'likely'],
    ['一帆风顺', 'stranger'],
    ['和平李四', 'stranger'],
    ['', 'stranger'],
  ])('reads %s as %s', (entry, kind) => {
    expect(kinds([entry], [member('和平', '张三'), member('新华', '王芳')])).toEqual([kind]);
  });

  it('tells namesakes apart by their unit, and asks when it cannot', () => {
    const both = [member('和平', '张三'), member('新华', '张三')];
    expect(kinds(['新华张三', '和平张三'], both)).toEqual(['conforms', 'conforms']);
    expect(compare(['张三'], both).found).toEqual([
      { kind: 'likely', entry: 0, candidates: both.map((one) => ({ member: one, why: 'namesake' })) },
    ]);
  });

  it('takes the longer name when one holds the other', () => {
    const members = [member('和平', '张小明'), member('和平', '小明')];
    expect(compare(['张小明（网格）'], members).found).toEqual([
      { kind: 'misnamed', entry: 0, member: members[0] },
    ]);
  });

  it('finds one character that differs in a name of three', () => {
    const [one] = [member('和平', '欧阳小敏')];
    expect(compare(['和平欧阳晓敏'], [one]).found).toEqual([
      { kind: 'likely', entry: 0, candidates: [{ member: one, why: 'same_sound' }] },
    ]);
    const li = member('和平', '李建国');
    expect(compare(['和平李建同'], [li]).found).toEqual([
      { kind: 'likely', entry: 0, candidates: [{ member: li, why: 'one_character' }] },
    ]);
  });

  it('says which entry was there before when somebody is in the chat twice', () => {
    const one = member('和平', '张三');
    expect(compare(['和平张三', '和平-张三'], [one])).toEqual({
      found: [
        { kind: 'conforms', entry: 0, member: one },
        { kind: 'double', entry: 1, first: 0, member: one },
      ],
      missing: [],
    });
  });

  it('names who is not in the chat', () => {
    const members = [member('和平', '张三'), member('和平', '李四')];
    expect(compare(['和平张三'], members).missing).toEqual([members[1]]);
  });
});

it('lets others go first while it compares many', () => {
  const names = Array.from({ length: 400 }, (_, n) => `张${given[n % 20]}${given[Math.floor(n / 20)]}`);
  const everybody = names.map((name) => member('和平', name));
  const { comparison, pauses } = compared(names, everybody);
  expect(comparison.missing).toEqual([]);
  expect(pauses).toBeGreaterThanOrEqual(40);
});
