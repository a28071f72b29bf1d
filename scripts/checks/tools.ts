import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Problem } from './report';

type Parser = (output: string, root: string) => Problem[];

/** `::error title=…,file=…,line=…::message`, which Biome and knip print for GitHub: one line, easily read. */
const annotations: Parser = (output, root) =>
  [...output.matchAll(/^::(?:error|warning|notice) (?<properties>.*?)::(?<message>.*)$/gm)].map(
    ({ groups }) => {
      const properties = Object.fromEntries(
        (groups?.properties ?? '').split(',').map((property) => property.split('=') as [string, string]),
      );
      const { file = '', line, title = '' } = properties;
      return {
        path: path.isAbsolute(file) ? path.relative(root, file) : file,
        line: Number(line ?? 1),
        message: `${title.replace('✂️ Knip / ', '')}: ${groups?.message}`,
      };
    },
  );

/** `file(line,column): error TS0000: message`, with indented lines that go on about it. */
const compilerErrors: Parser = (output) =>
  [...output.matchAll(/^(?<file>[^\s(]+)\((?<line>\d+),\d+\): error (?<message>.*(?:\n[ \t]+.*)*)$/gm)].map(
    ({ groups }) => ({
      path: groups?.file ?? '',
      line: Number(groups?.line),
      message: groups?.message ?? '',
    }),
  );

/** Biome's format, lint, import order and accessibility rules. */
export function runBiome(root: string, ...paths: string[]): Promise<Problem[]> {
  const flags = ['--error-on-warnings', '--max-diagnostics=none', '--reporter=github'];
  return runTool(root, 'biome', ['check', ...flags, ...paths], annotations);
}

/** Types. */
export function runTsc(root: string): Promise<Problem[]> {
  return runTool(root, 'tsc', ['--noEmit', '--pretty', 'false'], compilerErrors);
}

/** Files, exports and dependencies that nobody uses. */
export function runKnip(root: string): Promise<Problem[]> {
  const flags = ['--no-progress', '--no-config-hints', '--reporter', 'github-actions'];
  return runTool(root, 'knip', flags, annotations);
}

/** Runs a program of node_modules/.bin in `root`. When it fails, so does the check, whatever was printed. */
function runTool(root: string, name: string, args: string[], parse: Parser): Promise<Problem[]> {
  const program = path.join(root, 'node_modules', '.bin', name);
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  return new Promise((resolve) => {
    execFile(program, args, { cwd: root, maxBuffer: 64 * 1024 * 1024, env }, (fault, stdout, stderr) => {
      const found = fault ? parse(stdout, root) : [];
      const unread = { path: name, message: `${stdout}\n${stderr}`.trim() || (fault?.message ?? '') };
      resolve(fault && found.length === 0 ? [unread] : found);
    });
  });
}
