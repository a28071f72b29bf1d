import { type CallExpression, type Expression, Visitor } from 'oxc-parser';
import type { Source } from './source';
import { propertyOf, type Report } from './syntax';

const switches = new Set(['only', 'skip', 'skipIf', 'runIf', 'todo', 'fixme', 'fails', 'fail']);
const runners = new Set(['describe', 'it', 'test']);
const sleeps = new Set(['setTimeout', 'setInterval', 'sleep', 'waitForTimeout']);

/** Tests that are switched off, that sleep, or that assert nothing. */
export function checkTests({ program, text }: Source, report: Report): void {
  new Visitor({
    MemberExpression: (node) => {
      const name = propertyOf(node);
      // What only root can meet cannot be shown to others: the one case in which a test may stay away.
      const forRoot = name === 'runIf' && text.slice(node.end).startsWith('(isRoot)');
      if (name !== null && switches.has(name) && runners.has(rootName(node)) && !forRoot) {
        report(node.start, `.${name}: a test runs, always and everywhere`);
      }
    },
    CallExpression: (call) => {
      const { callee, start } = call;
      const name = callee.type === 'Identifier' ? callee.name : propertyOf(callee);
      if (name !== null && sleeps.has(name))
        report(start, `${name}: wait for what must happen, not for time`);
      const body = testBody(call);
      if (body && !/\b(expect|assert)\w*\s*(\.\w+)*\s*[(<]/.test(text.slice(body.start, body.end))) {
        report(start, 'a test without an assertion');
      }
    },
  }).visit(program);
}

/** `test` for `test`, `test.each` and `test.describe.parallel`. */
function rootName(node: Expression): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootName(node.object);
  return node.type === 'CallExpression' ? rootName(node.callee) : '';
}

const notATest = /^(describe|use|step|before|after)/;

/** The callback of `it('…', () => …)` or `test('…', …)`; null for anything else, e.g. `describe` or `test.beforeEach`. */
function testBody({ callee, arguments: given }: CallExpression): { start: number; end: number } | null {
  const [title, ...rest] = given;
  if (!['it', 'test'].includes(rootName(callee)) || notATest.test(propertyOf(callee) ?? '')) return null;
  if (title?.type !== 'Literal' && title?.type !== 'TemplateLiteral') return null;
  return rest.find(({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression') ?? null;
}
