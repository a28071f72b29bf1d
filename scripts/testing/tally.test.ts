import { expect, test } from 'vitest';
import { reportFile } from './fixture';
import { fromPlaywright, fromSummary, fromVitest, judge } from './tally';

test('a runner that fails without naming a failure has failed once', () => {
  expect(judge({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 });
});

test('a runner that ran nothing has failed', () => {
  expect(judge({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
});

test('a runner that named its failures is taken at its word', () => {
  expect(judge({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
  expect(judge({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
});

test('the last summary line counts', () => {
  expect(fromSummary('1 passed, 1 failed\nchecks: 12 passed, 0 failed\n')).toEqual({ passed: 12, failed: 0 });
  expect(fromSummary('no summary')).toEqual({ passed: 0, failed: 0 });
});

test('a test file that could not be loaded is a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'passed', assertionResults: [{}, {}] },
  ];
  expect(fromVitest(reportFile({ numPassedTests: 2, numFailedTests: 1, testResults }))).toEqual({
    passed: 2,
    failed: 2,
  });
});

test('a story that passed only when repeated is a failure', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 2 };
  expect(fromPlaywright(reportFile({ stats, errors: [{}] }))).toEqual({ passed: 5, failed: 4 });
});

test('a report that was never written counts nothing', () => {
  expect(fromVitest('/nowhere/report.json')).toEqual({ passed: 0, failed: 0 });
});
