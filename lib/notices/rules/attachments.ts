import { letterCount } from './title';

/** As names are compared: however wide, spaced or cased they were written. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

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

/**
 * Which attachments the body does not name (3.2.2), with or without the extension. A name inside a longer one (清单 in 清单2) is not
 * named by it.
 */
export function missingNames(body: string, names: readonly string[]): string[] {
  const calls = callNames(names);
  const wanted = names.flatMap((name, index) => [
    { index, as: plain(name) },
    { index, as: plain(calls[index] ?? name) },
  ]);
  let left = plain(body);
  const named = new Set<number>();
  for (const { index, as } of wanted.toSorted((a, b) => b.as.length - a.as.length)) {
    if (!as || !left.includes(as)) continue;
    // Files called alike are named alike.
    for (const other of wanted) if (other.as === as) named.add(other.index);
    named.add(index);
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
  const listed = missing.map((name) => calls[names.indexOf(name)] ?? name);
  const note =
    listed.length === 1
      ? `附件：${listed[0]}`
      : ['附件：', ...listed.map((name, index) => `${index + 1}. ${name}`)].join('\n');
  const before = body.trimEnd();
  return before ? `${before}\n\n${note}` : note;
}
