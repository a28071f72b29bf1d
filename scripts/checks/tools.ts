import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Problem } from './report';

/**
 * Runs a program of node_modules/.bin in `root`. Whatever it prints when it fails is the problem.
 * @param name as npm installs it, e.g. `tsc`
 */
export function runTool(root: string, name: string, args: string[]): Promise<Problem[]> {
  const program = path.join(root, 'node_modules', '.bin', name);
  const options = {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  };
  return new Promise((resolve) => {
    execFile(program, args, options, (fault, stdout, stderr) => {
      const output = `${stdout}\n${stderr}`.trim().replaceAll('\n', '\n        ');
      resolve(fault ? [{ path: name, message: output || fault.message }] : []);
    });
  });
}
