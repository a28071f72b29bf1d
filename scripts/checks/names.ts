import { domainOf, isInfrastructureDomain, kindOf } from './classify';
import { infrastructure, nouns, openQueries, ranks } from './registry';
import type { Problem } from './report';
import type { Source } from './source';

const drawers = /^(utils?|helpers?|types?|constants?|common|misc|index)\.(ts|tsx|mjs|js)$/;
const domains = ranks.flat();
const componentFolders = ['ui', 'layout', 'form', 'list', 'chart', ...domains];

/** File names: the closed vocabulary of lib/, known domains, no drawers. */
export function checkNames(sources: Source[]): Problem[] {
  return sources.flatMap(nameProblems);
}

function nameProblems({ path }: Source): Problem[] {
  const segments = path.split('/');
  const base = segments.at(-1) ?? '';
  const problem = (message: string): Problem[] => [{ path, message }];
  if (drawers.test(base))
    return problem(`"${base}" says nothing about its content; name it for what it holds`);
  if (segments[0] === 'components') {
    if (segments.length < 3)
      return problem('components lie in ui, layout, form, list, chart or the folder of a domain');
    if (!componentFolders.includes(segments[1] ?? '')) {
      return problem(
        `components/${segments[1]} is neither ui, layout, form, list, chart nor a domain of lib/`,
      );
    }
  }
  return segments[0] === 'lib' ? libProblems(path) : [];
}

function libProblems(path: string): Problem[] {
  const domain = domainOf(path);
  const problem = (message: string): Problem[] => [{ path, message }];
  if (domain === null) return problem('a file of lib/ lies in a domain');
  if (!domains.includes(domain)) return problem(`lib/${domain} has no rank in scripts/checks/registry.ts`);
  if (!path.endsWith('.ts')) return problem('lib/ holds TypeScript without markup');
  if (kindOf(path).is !== 'unknown') return [];
  const list = isInfrastructureDomain(domain) ? 'infrastructure' : 'nouns (pure modules only)';
  return problem(
    `not in the file vocabulary; rename it, or list it with its reason as ${list} in scripts/checks/registry.ts`,
  );
}

/** Every module that scripts/checks/registry.ts lists exists. */
export function checkRegistry(sources: Source[]): Problem[] {
  const present = new Set(sources.map((source) => source.path));
  return [...Object.keys(infrastructure), ...Object.keys(nouns), ...Object.keys(openQueries)]
    .filter((listed) => !present.has(listed.replace(/#.*/, '')))
    .map((listed) => ({
      path: 'scripts/checks/registry.ts',
      message: `${listed} is listed and does not exist`,
    }));
}
