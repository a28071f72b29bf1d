import { letterCount } from './title';

/** How many a notice may have. */
export const mostFiles = 10;

/** As names are compared: however wide, spaced or cased they were written. A name does not go over the end of a line. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\S\n]+/g, '')
    .toLowerCase();

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '');

/** A name without its extension says which file is meant only when it is not too short and no other file has the same. */
const shortestStem = 2;

/** Short names of files where they say enough, else the whole names. */
function callNames(names: readonly string[]): string[] {
  const stems = names.map((name) => plain(stemOf(name)));
  return names.map((name, index) => {
    const stem = stems[index] ?? '';
    const alone = stems.filter((other) => other === stem).length === 1;
    return alone && letterCount(stem) >= shortestStem ? stemOf(name) : name;
  });
}

/** What a line of a list of attachments says after `附件：` or its number. */
const listed = (line: string): string => line.replace(/^(附件[:：]|\d{1,2}[.、])/, '');

/**
 * Which attachments the body does not name (3.2.2), with or without the extension. A line of a list names what it says; elsewhere a name
 * inside a longer one (清单 in 清单2) is not named by it.
 */
export function missingNames(body: string, names: readonly string[]): string[] {
  const calls = callNames(names);
  const wanted = new Map<string, number[]>();
  for (const [index, name] of names.entries())
    for (const as of new Set([plain(name), plain(calls[index] ?? name)]))
      if (as) wanted.set(as, [...(wanted.get(as) ?? []), index]);
  const named = new Set<number>();
  const name = (as: string) => {
    for (const index of wanted.get(as) ?? []) named.add(index);
    return wanted.has(as);
  };
  let left = plain(body)
    .split('\n')
    .filter((line) => !(name(listed(line)) || name(line)))
    .join('\n');
  for (const as of [...wanted.keys()].sort((a, b) => b.length - a.length)) {
    if (!left.includes(as)) continue;
    name(as);
    left = left.replaceAll(as, '\n');
  }
  return names.filter((_, index) => !named.has(index));
}

/** Names that more than one attachment has. */
export function repeatedNames(names: readonly string[]): string[] {
  const seen = names.map(plain);
  return [...new Set(names.filter((_, index) => seen.indexOf(seen[index] ?? '') !== index))];
}

/** The body with a note at its end that names what it does not name yet, as official documents do: 附件：1. … 2. … */
export function withNames(body: string, names: readonly string[]): string {
  const missing = missingNames(body, names);
  if (!missing.length) return body;
  const calls = callNames(names);
  const lines = missing.map((name) => calls[names.indexOf(name)] ?? name);
  const note =
    lines.length === 1
      ? `附件：${lines[0]}`
      : ['附件：', ...lines.map((name, index) => `${index + 1}. ${name}`)].join('\n');
  const before = body.trimEnd();
  return before ? `${before}\n\n${note}` : note;
}
