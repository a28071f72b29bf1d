import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runBiome, runKnip, runTsc } from './tools';

const project = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

// Each starts a program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 60_000 });

/** A project of one bad file under the real configuration, so that a rule switched off in it is noticed here. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'qunxu-check-'));
  mkdirSync(path.join(folder, 'lib/groups'), { recursive: true });
  symlinkSync(path.join(project, 'node_modules'), path.join(folder, 'node_modules'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);

it.each([
  ['noExplicitAny', 'export const id = (x: any) => x;\n'],
  ['noFloatingPromises', 'async function f() {}\nexport function g() {\n  f();\n}\n'],
  ['noConsole', "console.log('x');\n"],
  ['noAwaitInLoops', 'export async function f(a: Promise<void>[]) {\n  for (const p of a) await p;\n}\n'],
  ['noDrizzleUpdateWithoutWhere', 'export const f = (tx: Tx) => tx.update(groups).set({ a: 1 });\n'],
  ['useImportType', "import { Actor } from './x';\n\nexport const f = (actor: Actor) => actor;\n"],
  ['format', 'export const a = "double";\n'],
])('biome fails on %s', async (rule, text) => {
  write('biome.json', JSON.stringify({ root: true, extends: [path.join(project, 'biome.json')] }));
  write('lib/groups/commands.ts', text);
  const problems = await runBiome(folder, 'lib');
  expect(problems).toContainEqual(
    expect.objectContaining({ path: 'lib/groups/commands.ts', message: expect.stringContaining(rule) }),
  );
});

it('tsc fails on an unchecked index', async () => {
  const config = {
    extends: path.join(project, 'tsconfig.json'),
    include: ['lib'],
    compilerOptions: { plugins: [] },
  };
  write('tsconfig.json', JSON.stringify(config));
  write('lib/groups/rules.ts', 'export const first = (a: string[]): string => a[0];\n');
  const [problem] = await runTsc(folder);
  expect(problem).toMatchObject({ path: 'lib/groups/rules.ts', line: 1 });
  expect(problem?.message).toContain('TS2322');
});

it('knip fails on a file that nobody uses', async () => {
  write('package.json', JSON.stringify({ name: 'bad', type: 'module' }));
  write('knip.json', JSON.stringify({ entry: ['lib/entry.ts'], project: ['lib/**/*.ts'] }));
  write('lib/entry.ts', 'export {};\n');
  write('lib/groups/unused.ts', 'export const a = 1;\n');
  const [problem] = await runKnip(folder);
  expect(problem?.path).toBe('lib/groups/unused.ts');
});

it('fails when a tool falls over, whatever it prints', async () => {
  write('biome.json', '{ "linter": 1 }');
  write('lib/groups/rules.ts', 'export const a = 1;\n');
  expect(await runBiome(folder, 'lib')).toHaveLength(1);
});

it('is content with a clean file', async () => {
  write('biome.json', JSON.stringify({ root: true, extends: [path.join(project, 'biome.json')] }));
  write('lib/groups/rules.ts', 'export const a = 1;\n');
  expect(await runBiome(folder, 'lib')).toEqual([]);
});
