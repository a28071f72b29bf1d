import { domainOf, isPure, isTest, kindOf } from './classify';
import type { Problem } from './report';
import type { Import, Source } from './source';

/** Who may reach the database, the commands, the request and the machine. */
export function checkReach(sources: Source[]): Problem[] {
  return sources
    .filter((source) => !isTest(source.path))
    .flatMap((source) =>
      source.imports.flatMap((found) => {
        const reason = objection(source.path, found) ?? (isClient(source) ? clientObjection(found) : null);
        return reason === null ? [] : [{ path: source.path, line: found.line, message: reason }];
      }),
    );
}

function objection(path: string, found: Import): string | null {
  const top = path.split('/')[0];
  if (top === 'app') return appObjection(path, found);
  if (top === 'components') return componentObjection(found);
  if (top === 'lib') return libObjection(path, found);
  return null;
}

const reachesDatabase = ({ specifier, target }: Import): boolean =>
  target?.startsWith('db/') === true || /^(drizzle-orm|postgres)(\/|$)/.test(specifier);

/** Whether an import takes from a file of this word of the vocabulary: `actions`. */
export function reachesWord({ target }: Pick<Import, 'target'>, word: string): boolean {
  if (target === null || domainOf(target) === null) return false;
  const kind = kindOf(target);
  return kind.is === 'word' && kind.word === word;
}

const takes = ({ names }: Import, name: string): boolean => names.some(({ imported }) => imported === name);

function appObjection(path: string, found: Import): string | null {
  if (reachesDatabase(found)) return `screens read through lib queries, not ${found.specifier}`;
  const handler = path.endsWith('/route.ts');
  if (!handler && reachesWord(found, 'commands')) return 'screens write through actions, not commands';
  return null;
}

/** Whether a file is where the browser's part begins. */
export const isClient = ({ program }: Source): boolean =>
  program.body.some((statement) => 'directive' in statement && statement.directive === 'use client');

/** What the browser loads: pure modules, and actions, of which it gets only the address. */
function clientObjection({ target, typeOnly, specifier }: Import): string | null {
  if (typeOnly || target === null || domainOf(target) === null || isPure(target)) return null;
  return reachesWord({ target }, 'actions')
    ? null
    : `a client component loads pure modules and actions only (${specifier})`;
}

function componentObjection(found: Import): string | null {
  if (reachesDatabase(found)) return `components are given their data, they do not import ${found.specifier}`;
  if (reachesWord(found, 'commands')) return 'components write through actions, not commands';
  return null;
}

function libObjection(path: string, found: Import): string | null {
  if (reachesWord(found, 'actions')) return 'actions are the outer edge; lib/ does not call them';
  const kind = kindOf(path);
  if (isPure(path)) return found.typeOnly ? null : pureObjection(found);
  if (kind.is !== 'word') return null;
  if (kind.role !== 'edge' && /^next(\/|-auth|$)/.test(found.specifier)) {
    return `${kind.word} run without a request: no ${found.specifier}`;
  }
  if (kind.word === 'commands' && found.target === 'db/client.ts' && takes(found, 'db')) {
    return 'a command writes in the transaction it is given; take Tx, not db';
  }
  if (kind.role !== 'data' && !found.typeOnly && reachesDatabase(found)) {
    return `only queries and commands reach the database (${found.specifier})`;
  }
  return null;
}

/** Pure modules run in the browser and are tested as tables, so whatever they load is pure as well. */
function pureObjection(found: Import): string | null {
  if (reachesDatabase(found)) return `a pure module does not load the database (${found.specifier})`;
  if (/^(node:|next\/|next-auth|server-only|pg-boss|pino)/.test(found.specifier)) {
    return `a pure module does no I/O (${found.specifier})`;
  }
  const impure = found.target !== null && domainOf(found.target) !== null && !isPure(found.target);
  return impure ? `a pure module loads pure modules only (${found.specifier})` : null;
}
