/** The last words of the line that closes a sheet exported from here. */
export const closingWords = '从群序导出。内部资料，注意保密。';

/** Whether a row is that line and nobody's entry: a sheet of ours may be filled in and come back. */
export const isClosing = (texts: readonly string[]): boolean =>
  texts.length === 1 && texts[0]?.endsWith(closingWords) === true;
