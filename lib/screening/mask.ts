import type { Detector, Hit } from './categories';
import type { Screener } from './screen';

const cover = '＊';
const digitCover = '*';

/** How many digits stay at either end of a number. */
const kept: Partial<Record<Detector, { head: number; tail: number }>> = {
  citizen_id: { head: 4, tail: 2 },
  bank_card: { head: 4, tail: 4 },
  mobile: { head: 3, tail: 4 },
};

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const isSeen = /[\p{L}\p{N}]/u;

/** Covers what is seen of a span; blanks and signs stay, so that it looks as it did. */
function covered(text: string, detector: Detector): string {
  const signs = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const { head, tail } = kept[detector] ?? { head: 0, tail: 0 };
  const shown = signs.filter((sign) => isSeen.test(sign)).length;
  const sign = kept[detector] ? digitCover : cover;
  let place = 0;
  return signs
    .map((segment) => {
      if (!isSeen.test(segment)) return segment;
      place += 1;
      return place <= head || place > shown - tail ? segment : sign;
    })
    .join('');
}

/** Covers what blocks, each stretch of overlapping hits once. */
function maskedOnce(text: string, hits: readonly Hit[]): string {
  let result = '';
  let done = 0;
  for (const hit of hits) {
    if (hit.end <= done) continue;
    const start = Math.max(hit.start, done);
    result += text.slice(done, start) + covered(text.slice(start, hit.end), hit.detector);
    done = hit.end;
  }
  return result + text.slice(done);
}

/** Rounds until nothing blocks; ends of numbers that were left may make another with what follows. */
const rounds = 5;

/**
 * The text with everything covered that blocks it: words wholly, numbers but for their first and last digits. It has as many
 * graphemes as before, and nothing in it blocks.
 */
export function masked(screener: Screener, text: string): string {
  let result = text;
  for (let round = 0; round < rounds; round += 1) {
    const blocking = screener.screen(result).filter(({ severity }) => severity === 'block');
    if (!blocking.length) return result;
    result = maskedOnce(result, blocking);
  }
  return result;
}
