import type { Directive, ExportNamedDeclaration, Statement } from 'oxc-parser';
import { Visitor } from 'oxc-parser';
import { isTest } from './classify';
import type { Problem } from './report';
import type { Source } from './source';

const wrapper = 'lib/request/action.ts';

/**
 * A server action is a public endpoint. So `"use server"` stands only at the top of actions.ts files, and all these export
 * is `export const x = action(…)`, made by the wrapper that checks session, origin and input.
 */
export function checkServerActions(sources: Source[]): Problem[] {
  return sources
    .filter((source) => !isTest(source.path))
    .flatMap((source) => (isActionsFile(source.path) ? actionsFile(source) : strayDirectives(source)));
}

const isActionsFile = (path: string): boolean => /^lib\/.*\/actions(\/[^/]+)?\.ts$/.test(path);

function directiveLines({ program, lineAt }: Source): number[] {
  const lines: number[] = [];
  const inspect = (node: Directive | Statement) => {
    if (node.type === 'ExpressionStatement' && 'directive' in node && node.directive === 'use server') {
      lines.push(lineAt(node.start));
    }
  };
  new Visitor({ ExpressionStatement: inspect }).visit(program);
  return lines;
}

function strayDirectives(source: Source): Problem[] {
  return directiveLines(source).map((line) => ({
    path: source.path,
    line,
    message: '"use server" stands only in lib/**/actions.ts',
  }));
}

function actionsFile(source: Source): Problem[] {
  const { path, program, lineAt } = source;
  const first = program.body[0];
  const marked =
    first?.type === 'ExpressionStatement' && 'directive' in first && first.directive === 'use server';
  const problems: Problem[] = marked
    ? []
    : [{ path, line: 1, message: 'an actions file begins with "use server"' }];
  const makers = wrapperNames(source);
  for (const statement of program.body) {
    const exported =
      statement.type === 'ExportDefaultDeclaration' ||
      statement.type === 'ExportAllDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' && !isAction(statement, makers));
    if (exported) {
      problems.push({
        path,
        line: lineAt(statement.start),
        message: 'an actions file exports nothing but `export const x = action(…)`',
      });
    }
  }
  return problems;
}

/** The local names of what the file imports from the wrapper. */
function wrapperNames({ imports }: Source): Set<string> {
  return new Set(
    imports
      .filter(({ target }) => target === wrapper)
      .flatMap(({ names }) => names.map(({ local }) => local)),
  );
}

function isAction({ declaration }: ExportNamedDeclaration, makers: Set<string>): boolean {
  if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') return false;
  return declaration.declarations.every(
    ({ init }) =>
      init?.type === 'CallExpression' && init.callee.type === 'Identifier' && makers.has(init.callee.name),
  );
}
