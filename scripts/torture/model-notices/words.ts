import { Chance } from '@/db/testing/chance';

const firstSign = 0x4e_00;
const signs = 20_000;

/** A text of its own for each number: two of them have hardly a pair of neighbouring signs in common. */
export function wordsOf(number: number): { title: string; body: string } {
  const chance = new Chance(number);
  const some = (count: number) =>
    chance.some(count, () => String.fromCodePoint(firstSign + chance.below(signs))).join('');
  return { title: `关于${some(8)}的通知`, body: `${some(60)}。` };
}
