/**
 * How forms are spelled as patterns of folded text: small Latin letters, plain widths, simplified characters. Signs put between the
 * letters do not hide them: at most two between two letters, as more are a distance. Every repetition is bounded, so that the time
 * grows with the text.
 */

/**
 * A sign that is put between characters, of those people can type: blanks, dots, strokes, stars, shapes. All are of `gapKind` 1; the
 * others, of `\p{…}`, would make every pattern a thousand times as long.
 */
export const gapSign = String.raw`[ #-&*+\-./<->@\\^-\x60{|}~\xa1-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xf7\u2010-\u2017\u201a\u201b\u201e-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3003\u3012-\u3020\u3030\u303d-\u303f\u30fb]`;

export const gap = `${gapSign}{0,2}`;
export const apart = `${gapSign}{1,2}`;
export const alone = '(?![a-z0-9])';

export const either = (choices: readonly string[]): string => `(?:${choices.join('|')})`;
/** A word with or without signs between its letters. */
export const spread = (word: string): string => [...word].join(gap);
export const spreads = (words: string): string => either(words.split(' ').map(spread));
/** A Latin letter that begins a word. It is asked for first: places without it are passed over at once. */
export const begins = (letter: string): string => `${letter}(?<![a-z0-9]${letter})`;
/** A word that is no Chinese: whole, or every letter by itself. `vx` does not stand in `solv xylene`. */
export const latin = (word: string): string =>
  either([
    word,
    begins(word.slice(0, 1)) + [...word.slice(1)].map((letter) => apart + letter).join('') + alone,
  ]);
export const latins = (words: string): string => either(words.split(' ').map(latin));
export const pattern = (forms: readonly string[], flags = 'g'): RegExp => new RegExp(forms.join('|'), flags);
