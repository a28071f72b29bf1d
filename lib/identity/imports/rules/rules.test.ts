import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importForms } from './columns';
import { personLine, type RowContent, unitLine } from './lines';
import { nearestNames } from './nearest';
import { judgePeople, type KnownUnit, type PeopleFacts } from './people';
import { judgeUnits } from './units';

const units: KnownUnit[] = [
  { id: 'h', name: '和平社区', shortName: '和平' },
  { id: 'c', name: '城市管理办公室', shortName: '城管办' },
  { id: 's', name: '社会事务办公室', shortName: '社事办' },
];
const nothing: PeopleFacts = {
  units,
  archivedUnits: ['老城社区'],
  hashesOf: new Map(),
  people: [],
  settled: new Set(),
  heads: new Set(),
  postings: new Map(),
};

describe('nearestNames', () => {
  it.each([
    ['和平', ['和平社区']],
    ['城管', ['城市管理办公室']],
    ['社会事务办', ['社会事务办公室']],
    ['和评社区', ['和平社区']],
    ['火星', []],
    ['', []],
  ])('for %j are %j', (written, names) => {
    expect(nearestNames(written, units)).toEqual(names);
  });
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '和平',
    '和平社区、城管办',
    '13800005678',
    '是',
    '否',
    '__proto__',
    'constructor',
    '社区',
    '１３８０００05678',
    '0',
    '-1',
    '1e3',
  ),
);
const contentFor = (kind: 'people' | 'units'): fc.Arbitrary<RowContent> => {
  const keys = importForms[kind].columns.map(({ key }) => key);
  const cells = fc.dictionary(fc.constantFrom(...keys), cell, { noNullPrototype: true });
  const faults = fc.dictionary(fc.constantFrom(...keys), fc.constant('单元格是错误值'), {
    maxKeys: 2,
    noNullPrototype: true,
  });
  return fc.record({ texts: cells, faults });
};

describe('judging rows', () => {
  it('gives every row one verdict: with problems an error without a plan, without problems a plan when new', () => {
    fc.assert(
      fc.property(fc.array(contentFor('people'), { maxLength: 12 }), (contents) => {
        const verdicts = judgePeople(
          contents.map((content, n) => personLine(n + 2, content)),
          nothing,
        );
        expect(verdicts.map(({ row }) => row)).toEqual(contents.map((_, n) => n + 2));
        for (const { result, problems, plan } of verdicts) {
          expect(result).toBe(problems.length ? 'error' : 'new');
          expect(plan === null).toBe(problems.length > 0);
        }
      }),
    );
  });

  it('never takes one phone, or one name without a phone in a unit, twice', () => {
    const line = fc.record({
      texts: fc.record({
        name: fc.constantFrom('张三', '李四'),
        unit: fc.constantFrom('和平', '城管办'),
        phone: fc.constantFrom('', '13800000001', '13800000002'),
        affiliated: fc.constant('是'),
      }),
      faults: fc.constant({}),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (contents) => {
        const verdicts = judgePeople(
          contents.map((content, n) => personLine(n + 2, content)),
          nothing,
        );
        const keys = verdicts.flatMap(({ plan }) =>
          plan ? [plan.phone ?? `${plan.name} ${plan.unit.id}`] : [],
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('of units never plans two with one name or short name, nor a second Office', () => {
    const office = { id: 'o', name: '党政办公室', shortName: '党政办', kind: 'office' as const, sort: 1 };
    fc.assert(
      fc.property(fc.array(contentFor('units'), { maxLength: 12 }), (contents) => {
        const plans = judgeUnits(
          contents.map((content, n) => unitLine(n + 2, content)),
          [office],
        ).flatMap(({ plan }) => plan ?? []);
        expect(new Set(plans.map(({ name }) => name)).size).toBe(plans.length);
        expect(new Set(plans.map(({ shortName }) => shortName)).size).toBe(plans.length);
        expect(plans.filter(({ kind, before }) => kind === 'office' && !before)).toEqual([]);
      }),
    );
  });

  it('says of a unit out of use that it is', () => {
    const [verdict] = judgePeople(
      [personLine(2, { texts: { name: '张三', unit: '老城社区', phone: '13800000001' }, faults: {} })],
      nothing,
    );
    expect(verdict?.problems).toEqual([{ column: '单位', message: '「老城社区」已停用，请改为在用的单位' }]);
  });
});
