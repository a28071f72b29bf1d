import type { ArrowFunctionExpression } from 'oxc-parser';
import { Visitor } from 'oxc-parser';
import { isTest } from './classify';
import { checkTests } from './forbidden-tests';
import type { Problem } from './report';
import type { Source } from './source';
import { propertyOf, type Report } from './syntax';

/** What no file may contain: the machine's clock, notes to self, swallowed faults, tests that do not test. */
export function checkForbidden(sources: Source[]): Problem[] {
  return sources.flatMap((source) => {
    const problems: Problem[] = [];
    const report: Report = (offset, message) =>
      problems.push({ path: source.path, line: source.lineAt(offset), message });
    checkComments(source, report);
    checkCatches(source, report);
    if (isTest(source.path)) checkTests(source, report);
    else if (/^(lib|db)\//.test(source.path)) checkClock(source, report);
    if (source.path.startsWith('lib/')) checkCalls(source, report);
    return problems;
  });
}

function checkComments({ comments }: Source, report: Report): void {
  for (const { value, start } of comments) {
    const note = /\b(TODO|FIXME|HACK|XXX)\b/.exec(value);
    if (note) report(start, `${note[1]}: do it, or open an issue`);
    const muzzle = /@ts-(ignore|nocheck|expect-error)/.exec(value);
    if (muzzle) report(start, `${muzzle[0]}: repair the type`);
  }
}

function checkCatches({ program, text }: Source, report: Report): void {
  const explained = (start: number, end: number) => /\/[/*]/.test(text.slice(start, end));
  const message = 'an empty catch hides the fault; handle it, or say why it does not matter';
  new Visitor({
    CatchClause: ({ body }) => {
      if (body.body.length === 0 && !explained(body.start, body.end)) report(body.start, message);
    },
    CallExpression: ({ callee, arguments: [handler] }) => {
      if (propertyOf(callee) !== 'catch' || handler?.type !== 'ArrowFunctionExpression') return;
      if (isEmpty(handler) && !explained(handler.start, handler.end)) report(handler.start, message);
    },
  }).visit(program);
}

/** `() => {}` and `() => undefined` throw the fault away; any other answer stands for something. */
function isEmpty({ body }: ArrowFunctionExpression): boolean {
  if (body.type === 'BlockStatement') return body.body.length === 0;
  return body.type === 'Identifier' && body.name === 'undefined';
}

const clockFile = 'lib/core/clock.ts';

/**
 * Time comes from lib/core/clock.ts, in lib/ and in the database's defaults alike: otherwise the demonstration street, made
 * with a moved clock, and a test of "90 days later" would carry two times.
 */
function checkClock({ path, program, text }: Source, report: Report): void {
  if (path === clockFile) return;
  const message = 'time comes from now() in lib/core/clock.ts';
  new Visitor({
    NewExpression: ({ start, callee, arguments: given }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0)
        report(start, message);
    },
    CallExpression: ({ start, callee }) => {
      const bare = callee.type === 'Identifier' && callee.name === 'Date';
      const dateNow = text.slice(callee.start, callee.end) === 'Date.now';
      if (bare || dateNow || propertyOf(callee) === 'defaultNow') report(start, message);
    },
    TemplateElement: ({ start, value }) => {
      if (
        /\b(now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_(date|time(stamp)?)\b/i.test(value.raw)
      ) {
        report(start, message);
      }
    },
  }).visit(program);
}

const calls: { callee: RegExp; except?: RegExp; message: string }[] = [
  {
    callee: /^sql\.(raw|identifier)$/,
    message: 'text enters SQL as a parameter, columns as columns, fragments as sql`…`',
  },
  {
    callee: /^fetch$/,
    except: /^lib\/integrations\//,
    message: 'the outside is reached from lib/integrations, with a time limit and a size limit',
  },
  { callee: /^Math\.random$/, message: 'chance comes from node:crypto, or from a seed that can be repeated' },
];

/** Calls that are safe at one place only. */
function checkCalls({ path, program, text }: Source, report: Report): void {
  if (isTest(path)) return;
  new Visitor({
    CallExpression: ({ start, callee }) => {
      const name = text.slice(callee.start, callee.end);
      const found = calls.find((call) => call.callee.test(name) && !call.except?.test(path));
      if (found) report(start, found.message);
    },
  }).visit(program);
}
