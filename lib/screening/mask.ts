import type { Detector, Hit } from './categories';
import { fold } from './folding';
import type { Screener } from './screen';

// Neither folds to a letter or digit: what is covered spells nothing any more.
const cover = '＊';
const digitCover = '*';

interface Kept {
  head: number;
  tail: number;
}

/** How many digits stay at either end of a number. */
const kept: Partial<Record<Detector, Kept>> = {
  citizen_id: { head: 4, tail: 2 },
  bank_card: { head: 4, tail: 4 },
};
const nothing: Kept = { head: 0, tail: 0 };

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Covers what spells something in a stretch; blanks and signs stay, so that it looks as it did. */
function covered(stretch: string, sign: string, { head, tail }: Kept): string {
  const signs = Array.from(graphemes.segment(stretch), ({ segment }) => ({
    segment,
    // As the screener reads it: ① is a digit, ⑩ two, and ™ two letters.
    letters: fold(segment).letters.length,
  }));
  const all = signs.reduce((sum, { letters }) => sum + letters, 0);
  let before = 0;
  return signs
    .map(({ segment, letters }) => {
      const [first, end] = [before, before + letters];
      before = end;
      return letters === 0 || end <= head || first >= all - tail ? segment : sign;
    })
    .join('');
}

/** Covers what blocks, each stretch of overlapping hits once. The ends of numbers stay when they are to be recognised. */
function maskedOnce(text: string, hits: readonly Hit[], recognised: boolean): string {
  let result = '';
  let done = 0;
  for (const { start, end, detector } of hits) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    const number = kept[detector];
    const ends = number && recognised && from === start ? number : nothing;
    result += text.slice(done, from) + covered(text.slice(from, end), number ? digitCover : cover, ends);
    done = end;
  }
  return result + text.slice(done);
}

/**
 * The text with everything covered that blocks it: words wholly, numbers but for their first and last digits. It has as many
 * graphemes as before, and nothing in it blocks.
 *
 * What was covered may leave something new behind: the ends of two numbers make a third, letters on both sides a word. So it is looked
 * through again until nothing blocks; what is found then is covered wholly. That comes to an end: every hit spells something, the
 * first of a round is covered but for its ends, which are shorter than any number, and so every round leaves fewer letters.
 */
export function masked(screener: Pick<Screener, 'screen'>, text: string): string {
  let result = text;
  for (let recognised = true; ; recognised = false) {
    const blocking = screener.screen(result).filter(({ severity }) => severity === 'block');
    if (!blocking.length) return result;
    result = maskedOnce(result, blocking, recognised);
  }
}
