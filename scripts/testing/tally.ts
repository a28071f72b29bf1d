import { readFileSync } from 'node:fs';

/** What a runner has shown. */
export interface Tally {
  passed: number;
  failed: number;
}

/**
 * A runner that ended badly without naming a failure has failed once, and so has one that ran nothing: silence is never
 * success.
 */
export function judge(counted: Tally, exitCode: number): Tally {
  const silent = counted.failed === 0 && (exitCode !== 0 || counted.passed === 0);
  return silent ? { ...counted, failed: 1 } : counted;
}

/** From the last line of the form `N passed, N failed` in a runner's output. */
export function fromSummary(output: string): Tally {
  const last = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  return { passed: Number(last?.[1] ?? 0), failed: Number(last?.[2] ?? 0) };
}

/** What is read of Vitest's JSON report. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: {
      ancestorTitles: string[];
      title: string;
      status: string;
      failureMessages: string[];
    }[];
  }[];
}

/** A file that could not even be loaded counts as one failure. */
export function fromVitest(reportFile: string): Tally {
  const report = readReport<VitestReport>(reportFile);
  if (!report) return { passed: 0, failed: 0 };
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

interface StorySuite {
  title: string;
  specs: {
    file: string;
    line: number;
    title: string;
    tests: { projectName: string; status: string; results: { errors: { message?: string }[] }[] }[];
  }[];
  suites?: StorySuite[];
}

/** What is read of Playwright's JSON report. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: { message?: string }[];
  suites: StorySuite[];
}

/** A story that passed only when repeated counts as failed. */
export function fromPlaywright(reportFile: string): Tally {
  const report = readReport<PlaywrightReport>(reportFile);
  if (!report) return { passed: 0, failed: 0 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

/** A runner's report, or null when it wrote none. */
export function readReport<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}
