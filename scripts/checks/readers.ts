import type { Function as AstFunction, Expression, Program } from 'oxc-parser';
import { isTest, kindOf } from './classify';
import { openQueries } from './registry';
import type { Problem } from './report';
import type { Import, Source } from './source';

/**
 * Whatever a screen reads, it reads as somebody: the queries that app/ and components/ call take the actor first, so that
 * their WHERE can leave out what he may not see. Open ones are listed with a reason.
 */
export function checkReaders(sources: Source[]): Problem[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return sources
    .filter(({ path }) => /^(app|components)\//.test(path) && !isTest(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => target !== null && !typeOnly && isQueries(target))
        .flatMap((found) => openReads(found, byPath.get(found.target ?? '')))
        .map(({ line, message }) => ({ path, line, message })),
    );
}

function isQueries(path: string): boolean {
  const kind = kindOf(path);
  return kind.is === 'word' && kind.word === 'queries';
}

function openReads(
  { names, line }: Import,
  queries: Source | undefined,
): { line: number; message: string }[] {
  if (!queries) return [];
  return names
    .filter(({ imported }) => {
      const parameters = parametersOf(queries.program, imported);
      return parameters !== null && parameters[0] !== 'actor';
    })
    .map(({ imported }) => `${queries.path}#${imported}`)
    .filter((key) => openQueries[key] === undefined)
    .map((key) => ({ line, message: `${key} does not take the actor first; a screen may not call it` }));
}

/** Names of the parameters of an exported function; null when the export is no function. */
function parametersOf({ body }: Program, name: string): string[] | null {
  for (const statement of body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const { declaration } = statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id?.name === name)
      return namesOf(declaration);
    if (declaration?.type !== 'VariableDeclaration') continue;
    const found = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
    if (found?.init) return functionIn(found.init);
  }
  return null;
}

/** The parameters of `(…) => …`, also inside a wrapper such as `cache((…) => …)`. */
function functionIn(value: Expression): string[] | null {
  if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression') return namesOf(value);
  if (value.type !== 'CallExpression') return null;
  const [inner] = value.arguments;
  return inner && inner.type !== 'SpreadElement' ? functionIn(inner) : null;
}

type Parameters = Pick<AstFunction, 'params'>;

function namesOf({ params }: Parameters): string[] {
  return params.map((parameter) => {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    return target.type === 'Identifier' ? target.name : '';
  });
}
