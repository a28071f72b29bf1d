import { domainOf, isPure, isTest, kindOf } from './classify';
import { ranks } from './registry';
import type { Problem } from './report';
import type { Import, Source } from './source';

const rankOf = (domain: string): number => ranks.findIndex((rank) => rank.includes(domain));

/**
 * Which way imports run: lib/ domains by rank, components above lib/, app above both, nothing in circles. Types count too:
 * knowing a shape is knowing. Tests stand outside.
 */
export function checkDirection(sources: Source[]): Problem[] {
  const wrong = sources
    .filter((source) => !isTest(source.path))
    .flatMap((source) => source.imports.flatMap((found) => problemsOf(source.path, found)));
  return [...wrong, ...cycles(sources)];
}

function problemsOf(path: string, { target, line }: Import): Problem[] {
  if (target === null) return [];
  const reason = objection(path, target);
  return reason === null ? [] : [{ path, line, message: reason }];
}

function objection(path: string, target: string): string | null {
  const from = path.split('/')[0] ?? '';
  const to = target.split('/')[0] ?? '';
  if (['app', 'components', 'lib', 'db'].includes(from) && (to === 'e2e' || to === 'scripts')) {
    return `the product does not import ${to}/ (${target})`;
  }
  if (from === 'lib') return libObjection(path, target);
  if (from === 'components') return componentObjection(path, target);
  if (from === 'db') return dbObjection(path, target);
  return null;
}

function libObjection(path: string, target: string): string | null {
  if (/^(app|components)\//.test(target)) return `lib/ does not know the screens (${target})`;
  if (/^db\/(seed|testing)\//.test(target)) return `only tests and scripts use ${target}`;
  const from = domainOf(path);
  const to = domainOf(target);
  if (from === null || to === null || from === to) return null;
  const kind = kindOf(path);
  const edge = kind.is === 'word' && kind.role === 'edge';
  if (edge && to === 'request') return null;
  if (to === 'integrations') return 'integrations are reached through enqueue, never by import';
  if (rankOf(to) < rankOf(from)) return null;
  return `lib/${from} may not know lib/${to}`;
}

function componentObjection(path: string, target: string): string | null {
  if (target.startsWith('app/')) return `components do not know the routes' code (${target})`;
  const plain = /^components\/(ui|chart)\//.test(path);
  const domain = domainOf(target);
  if (plain && domain !== null && domain !== 'core') {
    return `ui and chart components know no domain (${target})`;
  }
  if (plain && /^components\/(?!ui\/|chart\/)/.test(target)) {
    return `ui and chart components are the lowest components (${target})`;
  }
  return null;
}

function dbObjection(path: string, target: string): string | null {
  if (/^(app|components)\//.test(target)) return `db/ does not know the screens (${target})`;
  if (/^db\/(seed|testing)\//.test(path) || !target.startsWith('lib/')) return null;
  if (domainOf(target) === 'core' || isPure(target)) return null;
  return `the schema and the client know lib/core and pure modules only (${target})`;
}

/** Each circle once, told as the chain of files that closes it. */
function cycles(sources: Source[]): Problem[] {
  const edges = new Map(
    sources.map(({ path, imports }) => [path, imports.flatMap(({ target }) => (target ? [target] : []))]),
  );
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      problems.push({ path, message: `imports itself: ${[...trail.slice(start), path].join(' → ')}` });
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return problems;
}
