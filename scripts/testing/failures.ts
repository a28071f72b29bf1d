import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type PlaywrightReport, readReport, type VitestReport } from './tally.ts';

/** What failed, and what was said of it. */
export interface Failure {
  /** The file, or what else is to be looked at. */
  place: string;
  title: string;
  message: string;
}

/** What a program has printed, and how it ended. */
export interface Ended {
  code: number;
  output: string;
}

/** CI may keep no more than the last 12 KB of what is printed, and the tail of the last stage is wanted too. */
const limits = { failures: 20, lines: 12, line: 600, all: 9000 };

/** Failed tests, and files that could not be loaded, of Vitest's JSON report. */
export function vitestFailures(reportFile: string, root: string): Failure[] {
  const files = readReport<VitestReport>(reportFile)?.testResults ?? [];
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const place = relative(root, name);
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({
        place,
        title: [...test.ancestorTitles.filter(Boolean), test.title].join(' › '),
        message: test.failureMessages.join('\n'),
      }));
    return status === 'failed' && tests.length === 0
      ? [{ place, title: 'the file, apart from its tests', message }]
      : tests;
  });
}

type StorySuite = PlaywrightReport['suites'][number];

/** Stories that failed or passed only when repeated, and faults apart from them, of Playwright's JSON report. */
export function playwrightFailures(reportFile: string): Failure[] {
  const report = readReport<PlaywrightReport>(reportFile);
  if (!report) return [];
  const apart = report.errors.map(({ message }) => ({
    place: 'e2e',
    title: 'apart from the stories',
    message: message ?? '',
  }));
  // A file's own suite bears the file's name.
  return [...apart, ...report.suites.flatMap((file) => failedIn(file, []))];
}

function failedIn(suite: StorySuite, titles: string[]): Failure[] {
  const own = suite.specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) => ({
        place: `e2e/${file}:${line}`,
        title: `[${projectName}] ${[...titles, title].join(' › ')}`,
        message: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')).join('\n'),
      })),
  );
  const inner = suite.suites ?? [];
  return [...own, ...inner.flatMap((child) => failedIn(child, [...titles, child.title]))];
}

/** The checks that found something, of the output of scripts/check.ts. */
export function checkFailures(output: string): Failure[] {
  const blocks = stripVTControlCharacters(output).matchAll(
    /^failed {2}(.+)\n([\s\S]*?)(?=^(?:ok {6}|failed {2}|checks: ))/gm,
  );
  return [...blocks].map(([, title = '', message = '']) => ({ place: 'npm run check', title, message }));
}

/** For a program that ended badly and named no failure: its complaint if it made one, else the last it printed. */
export function lastWords({ code, output }: Ended): Failure {
  const plain = stripVTControlCharacters(output);
  const complaint = plain.search(/^.*\b(Unhandled (Error|Rejection)|Failed to compile|Build error)/m);
  const message = complaint < 0 ? linesOf(plain).slice(-limits.lines).join('\n') : plain.slice(complaint);
  return { place: 'output', title: `ended with exit code ${code} and named no failure`, message };
}

/** All that failed, as a text of bounded size: stage, place, title and the beginning of the message of each. */
export function describeFailures(stages: readonly { stage: string; failures: readonly Failure[] }[]): string {
  const all = stages.flatMap(({ stage, failures }) => failures.map((failure) => ({ stage, ...failure })));
  if (all.length === 0) return '';
  const shown = all.slice(0, limits.failures);
  const share = Math.floor(limits.all / shown.length);
  const blocks = shown.map(({ stage, place, title, message }, index) => {
    const head = `${index + 1}. ${stage} · ${place}\n   ${title}`;
    return within(share, [head, ...excerpt(message).map((line) => `     ${line}`)].join('\n'));
  });
  const rest = all.length > shown.length ? [`… and ${all.length - shown.length} more, see above`] : [];
  return [`── failed (${all.length})`, ...blocks, ...rest].join('\n');
}

/** The first lines, without those of a stack that lie in what others wrote. */
function excerpt(message: string): string[] {
  return linesOf(stripVTControlCharacters(message))
    .filter((line) => !/^\s*at .*(node_modules|node:|<anonymous>)/.test(line))
    .slice(0, limits.lines)
    .map((line) => (line.length > limits.line ? `${line.slice(0, limits.line)}…` : line));
}

/** As much of a text as has room in so many bytes: a Chinese sign takes three. */
function within(bytes: number, text: string): string {
  return Buffer.byteLength(text) <= bytes
    ? text
    : new TextDecoder().decode(Buffer.from(text).subarray(0, bytes));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
