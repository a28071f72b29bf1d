/** A piece of a text: one of the words that were looked for, or what lies between. */
export interface Piece {
  text: string;
  hit: boolean;
}

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A text in pieces, those that are looked for (`q`, word by word, whatever their case) apart; together they are the text. */
export function piecesOf(text: string, q: string): Piece[] {
  // The longest first: one word may begin with another.
  const words = q
    .split(/\s+/)
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length);
  if (!words.length) return text ? [{ text, hit: false }] : [];
  return text
    .split(new RegExp(`(${words.map(literal).join('|')})`, 'giu'))
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** A part of a text on one line, with … where it goes on: `from` counts from 1. */
export function onOneLine({ text, from, length }: { text: string; from: number; length: number }): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const goesOn = from - 1 + [...text].length < length;
  return `${from > 1 ? '…' : ''}${line}${goesOn ? '…' : ''}`;
}
