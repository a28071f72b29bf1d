/** Something a check objects to. `line` counts from 1; a problem of a whole file has none. */
export interface Problem {
  path: string;
  line?: number;
  message: string;
}

/** One line of `npm run check`. It passes when it finds no problem and fails when it throws. */
export interface Check {
  name: string;
  run: () => Problem[] | Promise<Problem[]>;
}

export interface Outcome {
  name: string;
  problems: Problem[];
}

/** Runs a check; a check that throws has failed, so that a broken check can never look like a clean tree. */
export async function runCheck(check: Check): Promise<Outcome> {
  try {
    return { name: check.name, problems: await check.run() };
  } catch (fault) {
    const message = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    return {
      name: check.name,
      problems: [{ path: 'scripts/checks', message: `the check broke: ${message}` }],
    };
  }
}

function place(problem: Problem): string {
  return problem.line === undefined ? problem.path : `${problem.path}:${problem.line}`;
}

/** `ok  name`, or `failed  name` followed by one indented line per problem. */
export function describeOutcome({ name, problems }: Outcome): string {
  if (problems.length === 0) return `ok      ${name}`;
  const lines = problems.map((problem) => `        ${place(problem)}  ${problem.message}`);
  return [`failed  ${name} (${problems.length})`, ...lines].join('\n');
}

/** The last line of a run, which scripts/test.mjs reads: `checks: 9 passed, 0 failed`. */
export function summary(outcomes: Outcome[]): string {
  const failed = outcomes.filter((outcome) => outcome.problems.length > 0).length;
  return `checks: ${outcomes.length - failed} passed, ${failed} failed`;
}
