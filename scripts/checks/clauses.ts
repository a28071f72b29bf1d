import { type Expression, type Node, Visitor } from 'oxc-parser';
import type { Problem } from './report';
import type { Source } from './source';

interface Clause {
  id: string;
  enabled: boolean;
}

const clausesFile = 'lib/regulation/clauses.ts';

/**
 * The clause ids that code names and the regulation's own list agree: no id twice, no id that does not exist, and people
 * are shown as enforced exactly what code enforces.
 */
export function checkClauses(sources: Source[], clauses: readonly Clause[]): Problem[] {
  const known = new Map(clauses.map((clause) => [clause.id, clause]));
  const cited = sources
    .filter(isProduct)
    .flatMap((source) => citations(source).map((citation) => ({ ...citation, path: source.path })));
  const wrong = cited.flatMap(({ id, path, line }) => {
    const message = objection(id, known.get(id));
    return message === null ? [] : [{ path, line, message }];
  });
  return [...wrong, ...listProblems(clauses, new Set(cited.map(({ id }) => id)))];
}

/** What is wrong with the list itself. */
function listProblems(clauses: readonly Clause[], cited: Set<string>): Problem[] {
  const twice = clauses.filter(({ id }, index) => clauses.findIndex((other) => other.id === id) !== index);
  const idle = clauses.filter(({ id, enabled }) => enabled && !cited.has(id));
  return [
    ...twice.map(({ id }) => `${id} is there twice`),
    ...idle.map(({ id }) => `clause ${id} is shown as enforced and no code names it`),
  ].map((message) => ({ path: clausesFile, message }));
}

const isProduct = ({ path }: Source): boolean =>
  /^(lib|app|components|db|e2e)\//.test(path) && path !== clausesFile;

function objection(id: string, clause: Clause | undefined): string | null {
  if (!clause) return `the regulation has no clause ${id}`;
  return clause.enabled ? null : `clause ${id} is enforced here and shown as not enforced in ${clausesFile}`;
}

/** Texts given as `clause: …`, as `clause="…"`, and as the last argument of `denied(…)`. */
function citations({ program, lineAt }: Source): { id: string; line: number }[] {
  const found: { id: string; line: number }[] = [];
  const cite = (value: Expression | Node | null | undefined) => {
    for (const { id, start } of textsIn(value)) found.push({ id, line: lineAt(start) });
  };
  new Visitor({
    Property: ({ key, value }) => {
      if (key.type === 'Identifier' && key.name === 'clause') cite(value);
    },
    JSXAttribute: ({ name, value }) => {
      if (name.name === 'clause') cite(value?.type === 'JSXExpressionContainer' ? value.expression : value);
    },
    CallExpression: ({ callee, arguments: [, clause] }) => {
      if (callee.type === 'Identifier' && callee.name === 'denied') cite(clause);
    },
  }).visit(program);
  return found;
}

/** The text itself, or both branches of a choice; anything computed names no clause here. */
function textsIn(value: Node | null | undefined): { id: string; start: number }[] {
  if (value?.type === 'Literal' && typeof value.value === 'string')
    return [{ id: value.value, start: value.start }];
  if (value?.type === 'ConditionalExpression')
    return [...textsIn(value.consequent), ...textsIn(value.alternate)];
  return [];
}
