import { describe, expect, it } from 'vitest';
import { type Known, whose } from './senders';

const known = (unit: string, personName: string, nickname = `${unit}${personName}`): Known => ({
  membershipId: `${unit}/${personName}`,
  ...{ personName, unitShortName: unit, unitName: `${unit}社区`, nicknames: [nickname] },
});
const units = ['和平', '新华'];

/** Whom each line is from: `张伟` for sure, `张伟？` to be chosen, nothing for nobody. */
function from(names: string[], people: Known[]): string[] {
  const work = whose(names, people, units);
  for (;;) {
    const step = work.next();
    if (step.done)
      return step.value.map(({ people: some, sure }) =>
        some.map(({ membershipId }) => `${membershipId}${sure ? '' : '？'}`).join(' '),
      );
  }
}

describe('whom a name in a chat stands for', () => {
  const zhang = known('和平', '张伟');

  it.each([
    [
      ['和平张伟', '张伟明'],
      ['和平/张伟', '和平/张伟？'],
    ],
    [
      ['张伟', '张伟明'],
      ['和平/张伟', '和平/张伟？'],
    ],
    [
      ['张伟明', '张伟'],
      ['和平/张伟？', '和平/张伟'],
    ],
    [
      ['张伟明', '张伟强', '张伟东', '张伟民', '张伟'],
      ['和平/张伟？', '和平/张伟？', '和平/张伟？', '和平/张伟？', '和平/张伟'],
    ],
    [
      ['新华张伟', '张伟明'],
      ['和平/张伟？', '和平/张伟？'],
    ],
    [
      ['张伟明', '张伟（网格员）'],
      ['和平/张伟？', '和平/张伟？'],
    ],
  ])('is not another who has his name within his own: %j', (names, expected) => {
    expect(from(names, [zhang])).toEqual(expected);
  });

  it('is one person by each of his own names, and by what else holds his, as long as that is one', () => {
    const li = known('和平', '李四', '城管办李四');
    const own = ['李四', '和平李四', '和平-李四', '和平社区李四', '城管办李四'];
    expect(from(own, [zhang, li])).toEqual(own.map(() => '和平/李四'));
    expect(from(['李四13800005678', '李四13800005678'], [zhang, li])).toEqual(['和平/李四', '和平/李四']);
  });

  it('is to be chosen where several are called so, though one of them answers by his unit too', () => {
    const both = [zhang, known('新华', '张伟')];
    expect(from(['张伟', '和平张伟'], both)).toEqual(['和平/张伟？ 新华/张伟？', '和平/张伟']);
    const shown = Array.from({ length: 30 }, (_, n) => known('和平', `居民${n}`, '居民'));
    expect(from(['居民'], shown)[0]?.split(' ')).toHaveLength(5);
  });

  it('is not who has the shorter name, where the longer one is meant', () => {
    const people = [known('和平', '张小明'), known('新华', '小明')];
    expect(from(['和平张小明', '张小明（网格）'], people)).toEqual(['和平/张小明', '和平/张小明？']);
  });
});
