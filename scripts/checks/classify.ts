import { infrastructure, infrastructureDomains, nouns, vocabulary } from './registry';

type Word = keyof typeof vocabulary;

/** What a file in lib/ is: a word of the vocabulary, a listed module, a test, or unknown. */
export type Kind =
  | { is: 'word'; word: Word; role: (typeof vocabulary)[Word] }
  | { is: 'infrastructure'; pure: boolean }
  | { is: 'noun' }
  | { is: 'test' }
  | { is: 'unknown' };

const isWord = (name: string): name is Word => Object.hasOwn(vocabulary, name);

/** The domain of a file in lib/ (`groups` for lib/groups/orders/queries.ts), or null outside lib/. */
export function domainOf(file: string): string | null {
  const [top, domain, ...rest] = file.split('/');
  return top === 'lib' && domain !== undefined && rest.length > 0 ? domain : null;
}

export const isInfrastructureDomain = (domain: string): boolean => infrastructureDomains.includes(domain);

export const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file);

/** Classifies a file in lib/. `commands/decide.ts` is a part of `commands`. */
export function kindOf(file: string): Kind {
  if (isTest(file)) return { is: 'test' };
  const listed = infrastructure[file];
  if (listed) return { is: 'infrastructure', pure: listed.pure ?? false };
  if (nouns[file] !== undefined) return { is: 'noun' };
  const names = file.replace(/\.ts$/, '').split('/').slice(2);
  const word = names.find(isWord);
  return word ? { is: 'word', word, role: vocabulary[word] } : { is: 'unknown' };
}

/** May be loaded in the browser and tested without a database. */
export function isPure(file: string): boolean {
  const kind = kindOf(file);
  if (kind.is === 'word') return kind.role === 'pure';
  return kind.is === 'noun' || (kind.is === 'infrastructure' && kind.pure);
}
