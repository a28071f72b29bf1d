/** A piece of a notice's text as it is laid out; every line keeps the words it has. */
export interface Block {
  kind: 'paragraph' | 'list';
  lines: string[];
}

/** `1. `, `（一）`, `- `, `• ` at the beginning of a line. */
const item =
  /^\s*(?:\d{1,3}[.、．)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[-－•·*])\s*\S/u;

/**
 * The paragraphs and lists of a plain text, in its order: lines that begin like items of a list stand together, blank lines part
 * paragraphs. No word is lost or added.
 */
export function paragraphsOf(text: string): Block[] {
  const blocks: Block[] = [];
  let parted = true;
  for (const line of text.split('\n')) {
    if (!line.trim()) {
      parted = true;
      continue;
    }
    const kind = item.test(line) ? 'list' : 'paragraph';
    const last = blocks.at(-1);
    if (last && !parted && kind === 'list' && last.kind === 'list') last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
    parted = false;
  }
  return blocks;
}
