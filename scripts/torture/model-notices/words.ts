import { Chance } from '@/db/testing/chance';
import type { Facts, Form } from './facts';

const firstSign = 0x4e_00;
const signs = 20_000;

/** What the text says is attached. */
export const attachedTo = (
  { files }: Facts,
  { files: ids, named }: Pick<Form, 'files' | 'named'>,
): string[] => (named ? ids.flatMap((id) => files.get(id)?.name ?? []) : []);

/** A text of its own for each number: two of them have hardly a pair of neighbouring signs in common. With what is attached. */
export function wordsOf(number: number, attached: readonly string[]): { title: string; body: string } {
  const chance = new Chance(number);
  const some = (count: number) =>
    chance.some(count, () => String.fromCodePoint(firstSign + chance.below(signs))).join('');
  const body = [`${some(60)}。`, ...attached.map((name) => `附件：${name}`)].join('\n');
  return { title: `关于${some(8)}的通知`, body };
}

/** Names of people and files: one for each number, of signs that nothing else is written in. */
export const nameOf = (number: number): string => {
  const chance = new Chance(-1 - number);
  return chance.some(3, () => String.fromCodePoint(firstSign + chance.below(signs))).join('');
};
