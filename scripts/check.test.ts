import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

// Starts a program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 60_000 });

function check(...names: string[]): Promise<{ failed: boolean; output: string }> {
  const program = path.join(root, 'node_modules/.bin/tsx');
  return new Promise((resolve) => {
    execFile(program, ['scripts/check.ts', ...names], { cwd: root }, (fault, output) =>
      resolve({ failed: fault !== null, output }),
    );
  });
}

it('runs the checks it is asked for and sums them up in the last line', async () => {
  const { failed, output } = await check('structure: server actions');
  expect(output).toBe('ok      structure: server actions\nchecks: 1 passed, 0 failed\n');
  expect(failed).toBe(false);
});

it('does not take a misspelt name for a clean tree', async () => {
  const { failed, output } = await check('strukture');
  expect(output).toBe('checks: 0 passed, 0 failed\n');
  expect(failed).toBe(true);
});
