/** Signs that are not seen but shape what is: within emoji, after an ideograph that has several forms, in scripts that join their letters. */
const shaping = [
  /(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})/u,
  /(?<=\p{Emoji})[\ufe0e\ufe0f]/u,
  /(?<=\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0020}-\u{e007f}]/u,
  /(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/u,
  /(?<=(?!\p{Default_Ignorable_Code_Point})[\u0600-\u109f\u1780-\u18af])[\u180b-\u180f\u200c\u200d]/u,
];

/** Control signs but tab and line feed, and those that take no room or turn the direction of reading. */
const unseen = /(?![\t\n])[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

const shapingOrUnseen = new RegExp(
  `(${shaping.map(({ source }) => source).join('|')})|${unseen.source}`,
  'gu',
);

/** Text as it is kept: one kind of line end, nothing that is not seen. */
function readableText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(shapingOrUnseen, '$1')
    .replace(/\u00a0/g, ' ');
}

/** A title: one line. */
export const titleText = (text: string): string => readableText(text).replace(/\s+/g, ' ').trim();

/** A body: lines without blanks at their ends, nothing before the first and after the last. */
export function bodyText(text: string): string {
  return readableText(text)
    .replace(/[ \t\u3000]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}

/** Signs that word processors begin the lines of a list with. */
const bullets =
  /^[\u2022\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25c6\u2666\u2023\u2043\uf06c\uf0b7\uf0d8·*]\s+/;

/**
 * What is pasted, as plain paragraphs and lists: indents dropped, bullets of word processors as a dash, numbers kept, columns a space
 * apart, at most one blank line between paragraphs.
 */
export function pastedText(text: string): string {
  const lines = readableText(text)
    .split('\n')
    .map((line) =>
      line
        .replace(/^[\s\u3000]+/, '')
        .replace(bullets, '－ ')
        .replace(/\t+/g, ' ')
        .replace(/[ \u3000]+$/, ''),
    );
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}
