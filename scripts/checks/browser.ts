import { isClient, reachesWord } from './reach';
import type { Problem } from './report';
import type { Import, Source } from './source';

/** Packages with tables of tens of kilobytes that only the server needs, and what to do instead. */
const heavy: Readonly<Record<string, string>> = {
  'opencc-js': 'texts are folded and looked through on the server',
  'pinyin-pro': 'names are spelled on the server',
  'chinese-days': 'holidays are published into the calendar on the server',
};

/** What a browser loads with a file; of actions it gets only the address. */
const loaded = ({ imports }: Source): Import[] =>
  imports.filter((found) => !found.typeOnly && !reachesWord(found, 'actions'));

/** Every file that browsers load, with the client component that brought it along. */
function broughtAlong(sources: Source[]): Map<Source, string> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const brought = new Map(sources.filter(isClient).map((source) => [source, source.path]));
  // A map is walked in the order in which it grows.
  for (const [source, by] of brought)
    for (const { target } of loaded(source)) {
      const next = target === null ? undefined : byPath.get(target);
      if (next && !brought.has(next)) brought.set(next, by);
    }
  return brought;
}

/** What browsers load is what client components load, and what that loads in turn: heavy tables are not among it. */
export function checkBrowser(sources: Source[]): Problem[] {
  return [...broughtAlong(sources)].flatMap(([source, by]) =>
    loaded(source).flatMap(({ specifier, line }) => {
      const instead = heavy[specifier.split('/')[0] ?? specifier];
      const message = `${specifier} goes to browsers with ${by}: ${instead}`;
      return instead ? [{ path: source.path, line, message }] : [];
    }),
  );
}
