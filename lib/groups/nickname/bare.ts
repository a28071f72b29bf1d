import * as OpenCC from 'opencc-js/t2cn';

const simplify = OpenCC.Converter({ from: 't', to: 'cn' });

/** Spaces, signs, emoji and what makes them, invisible characters: what people put around and between unit and name. */
const loose = /[\s\p{P}\p{S}\p{C}\p{M}\p{Extended_Pictographic}]/gu;

/** What is left of a nickname when width, case, traditional forms, separators and decoration do not count. */
export function bare(text: string): string {
  return simplify(text.normalize('NFKC')).replace(loose, '').toLowerCase();
}
