import { expect, it } from 'vitest';
import { describeOutcome, runCheck, summary } from './report';

it('fails a check that throws', async () => {
  const outcome = await runCheck({
    name: 'broken',
    run: () => {
      throw new Error('no such file');
    },
  });
  expect(describeOutcome(outcome)).toContain('failed  broken (1)');
  expect(describeOutcome(outcome)).toContain('no such file');
});

it('prints one line for a clean check, and one more per problem', () => {
  expect(describeOutcome({ name: 'sizes', problems: [] })).toBe('ok      sizes');
  const problems = [{ path: 'lib/a.ts', line: 3, message: 'too long' }];
  expect(describeOutcome({ name: 'sizes', problems })).toBe(
    'failed  sizes (1)\n        lib/a.ts:3  too long',
  );
});

it('sums up', () => {
  const failing = { name: 'b', problems: [{ path: 'lib/a.ts', message: 'too long' }] };
  expect(summary([{ name: 'a', problems: [] }, failing])).toBe('checks: 1 passed, 1 failed');
});
