import { expect, test } from 'vitest';
import { describeOutcome, summary } from '../checks/report';
import {
  checkFailures,
  describeFailures,
  type Failure,
  lastWords,
  playwrightFailures,
  vitestFailures,
} from './failures';
import { reportFile } from './fixture';

const failure: Failure = { place: 'lib/a.test.ts', title: 'it adds', message: 'expected 3 to be 2' };

test('a failed test is told with its file, its whole title and its message', () => {
  const passed = { ancestorTitles: ['', 'sums'], title: 'subtracts', status: 'passed', failureMessages: [] };
  const failed = {
    ancestorTitles: ['', 'sums'],
    title: 'adds',
    status: 'failed',
    failureMessages: ['expected 3 to be 2', 'and the clean-up failed'],
  };
  const file = reportFile({
    testResults: [
      { name: '/project/lib/a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
      { name: '/project/lib/b.test.ts', status: 'passed', message: '', assertionResults: [passed] },
    ],
  });
  expect(vitestFailures(file, '/project')).toEqual([
    {
      place: 'lib/a.test.ts',
      title: 'sums › adds',
      message: 'expected 3 to be 2\nand the clean-up failed',
    },
  ]);
});

test('a test file that could not be loaded is told with the reason', () => {
  const testResults = [
    { name: '/project/lib/a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
  ];
  expect(vitestFailures(reportFile({ testResults }), '/project')).toEqual([
    { place: 'lib/a.test.ts', title: 'the file, apart from its tests', message: 'no such module' },
  ]);
});

test('a failed story is told with its width, also one that passed only when repeated', () => {
  const spec = (title: string, status: string, messages: string[]) => ({
    file: 'leave.spec.ts',
    line: 7,
    title,
    tests: [
      {
        projectName: 'phone',
        status,
        results: messages.map((message) => ({ errors: [{ message }] })),
      },
    ],
  });
  const suite = {
    title: 'leave.spec.ts',
    specs: [spec('stays', 'expected', []), spec('goes', 'unexpected', ['no button'])],
    suites: [{ title: 'at night', specs: [spec('sleeps', 'flaky', ['awake'])] }],
  };
  const file = reportFile({ errors: [{ message: 'no worker' }], suites: [suite] });
  expect(playwrightFailures(file)).toEqual([
    { place: 'e2e', title: 'apart from the stories', message: 'no worker' },
    { place: 'e2e/leave.spec.ts:7', title: '[phone] goes', message: 'no button' },
    { place: 'e2e/leave.spec.ts:7', title: '[phone] at night › sleeps', message: 'awake' },
  ]);
});

test('a report that was never written names nothing', () => {
  expect(vitestFailures('/nowhere/report.json', '/')).toEqual([]);
  expect(playwrightFailures('/nowhere/report.json')).toEqual([]);
});

test('a check that found something is told with what it found', () => {
  const outcomes = [
    { name: 'clauses', problems: [] },
    { name: 'biome', problems: [{ path: 'lib/a.ts', line: 3, message: 'unused\nover two lines' }] },
    { name: 'types', problems: [{ path: 'lib/b.ts', message: 'no such type' }] },
  ];
  const output = [...outcomes.map(describeOutcome), summary(outcomes), ''].join('\n');
  expect(checkFailures(output)).toEqual([
    {
      place: 'npm run check',
      title: 'biome (1)',
      message: '        lib/a.ts:3  unused\nover two lines\n',
    },
    { place: 'npm run check', title: 'types (1)', message: '        lib/b.ts  no such type\n' },
  ]);
});

test('a program that ended without naming a failure is quoted where it complained', () => {
  const output = 'RUN\nall is well\n⎯⎯ Unhandled Errors ⎯⎯\nError: connection lost\n';
  expect(lastWords({ code: 1, output }).message).toMatch(/^⎯⎯ Unhandled Errors ⎯⎯\nError: connection lost/);
});

test('a program that did not complain is quoted by the last it printed', () => {
  const output = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n');
  const { title, message } = lastWords({ code: 137, output });
  expect(title).toContain('137');
  expect(message.split('\n').at(-1)).toBe('line 29');
  expect(message).not.toContain('line 9\n');
});

test('where nothing failed there is nothing to tell', () => {
  expect(describeFailures([{ stage: 'unit', failures: [] }])).toBe('');
});

test('a failure is told with its stage, without colours and without lines of what others wrote', () => {
  const message =
    '\u001b[31mexpected 3 to be 2\u001b[39m\n    at lib/a.test.ts:4:2\n    at node_modules/x/y.js:1';
  expect(describeFailures([{ stage: 'unit', failures: [{ ...failure, message }] }])).toBe(
    [
      '── failed (1)',
      '1. unit · lib/a.test.ts',
      '   it adds',
      '     expected 3 to be 2',
      '         at lib/a.test.ts:4:2',
    ].join('\n'),
  );
});

test('however many fail and however much is said of it, the text stays short and says that there is more', () => {
  const message = Array.from({ length: 500 }, () => '错'.repeat(2000)).join('\n');
  const failures = Array.from({ length: 200 }, () => ({ ...failure, message }));
  const text = describeFailures([{ stage: 'unit', failures }]);
  expect(text).toContain('── failed (200)');
  expect(text).toContain('… and 180 more');
  expect(Buffer.byteLength(text)).toBeLessThan(11_000);
});
