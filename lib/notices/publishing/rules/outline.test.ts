import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mostApart, outlineOf } from './outline';
import { compared, isRepeat } from './similar';

/** Few signs, so that pairs come again; numbers; forms and widths that are folded. */
const piece = fc.constantFrom(...'请各社区社區于完成排查排查隐患１２27ＡaВ，。 ');
const text = fc.array(piece, { maxLength: 160 });
const edit = fc.record({ place: fc.nat(200), drop: fc.nat(12), put: fc.array(piece, { maxLength: 12 }) });

const takenApart = (signs: readonly string[]) => compared({ title: signs.join(''), body: '' });

const within = (some: readonly string[], all: readonly string[]) => some.every((one) => all.includes(one));

it('is never too different of two texts of which one repeats the other', () => {
  let repeats = 0;
  fc.assert(
    fc.property(text, fc.array(edit, { maxLength: 5 }), (signs, edits) => {
      const changed = [...signs];
      for (const { place, drop, put } of edits) changed.splice(place % (changed.length + 1), drop, ...put);
      const [one, other] = [takenApart(signs), takenApart(changed)];
      if (!isRepeat(one, other)) return;
      repeats += 1;
      const [a, b] = [outlineOf(one), outlineOf(other)];
      const apart = [...a.marks].filter((mark, place) => mark !== b.marks[place]).length;
      expect(apart).toBeLessThanOrEqual(mostApart * (a.pairs + b.pairs) + 1e-6);
      expect(within(a.numbers, b.numbers) || within(b.numbers, a.numbers)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
  expect(repeats).toBeGreaterThan(50);
});

it('is the same whenever it is made, since it is kept', () => {
  const { pairs, numbers, marks } = outlineOf(compared({ title: '排查隐患', body: '27日前完成' }));
  expect({ pairs, numbers, set: [...marks].flatMap((mark, place) => (mark === '1' ? [place] : [])) }).toEqual(
    {
      pairs: 7,
      numbers: ['27'],
      set: [5, 210, 2478, 2650, 2666, 2944, 3808],
    },
  );
});
