import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../server/build.ts';
import { say, sayFault } from '../server/console.ts';
import { findBrowser } from './browser.ts';
import { launch, type Product, readyText } from './product.ts';
import { fromPlaywright, fromSummary, fromVitest, judge, type Tally } from './tally.ts';

/** What a stage is given. */
export interface Run {
  /** The project's folder. */
  root: string;
  /** A folder that is removed after the run. */
  scratch: string;
  /** Aborted when the run is to end early. */
  signal: AbortSignal;
  /** Arguments for the runner: files or names of tests. */
  args: string[];
}

/** The stages of `npm test`, in their order. */
export const stages = { checks, unit, build, sweep, life, e2e };

export type StageName = keyof typeof stages;

/** Structure, versions, lint, dead code, types. */
async function checks(run: Run): Promise<Tally> {
  const { code, output } = await node(run, ['--import', 'tsx', 'scripts/check.ts', ...run.args]);
  return judge(fromSummary(output), code);
}

/** Unit and integration tests, on a real Postgres. */
function unit(run: Run): Promise<Tally> {
  return vitest(run, '--project', 'tools', '--project', 'product');
}

/** The production build that the next two stages, and `npm start`, use. */
async function build(run: Run): Promise<Tally> {
  try {
    await ensureBuilt(run.root, run.signal);
    return { passed: 1, failed: 0 };
  } catch (error) {
    sayFault(error);
    return { passed: 0, failed: 1 };
  }
}

/** Every caller at every door of the built product, with valid and malformed input, against scripts/sweep/matrix. */
function sweep(run: Run): Promise<Tally> {
  return vitest(run, '--project', 'sweep');
}

/** Starting, stopping and killing the built product. */
function life(run: Run): Promise<Tally> {
  return vitest(run, '--project', 'life');
}

/** Stories in a browser, on a product with the demonstration street. */
async function e2e(run: Run): Promise<Tally> {
  const browser = findBrowser(process.env);
  if (!browser) {
    say('✗ 没有可用的浏览器：请安装 Chromium 或 Chrome，或用 PLAYWRIGHT_CHROMIUM 指定其路径。');
    return { passed: 0, failed: 1 };
  }
  const product = await launch({ QUNXU_DATA: mkdtempSync(join(run.scratch, 'stories-')) });
  const stop = () => product.send('SIGTERM');
  run.signal.addEventListener('abort', stop, { once: true });
  try {
    await product.until(readyText);
    return await stories(run, product, browser);
  } catch (error) {
    sayFault(error);
    return { passed: 0, failed: 1 };
  } finally {
    stop();
    await product.exited;
  }
}

async function stories(run: Run, product: Product, browser: string): Promise<Tally> {
  const report = join(run.scratch, 'stories.json');
  const { code } = await node(run, ['node_modules/@playwright/test/cli.js', 'test', ...run.args], {
    BASE_URL: product.url,
    PLAYWRIGHT_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return judge(fromPlaywright(report), code);
}

async function vitest(run: Run, ...args: string[]): Promise<Tally> {
  const report = join(run.scratch, `vitest-${args.join('')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await node(run, [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...args,
    ...reporters,
    ...run.args,
  ]);
  return judge(fromVitest(report), code);
}

/** Runs the product's Node, showing what it prints. */
function node(
  run: Run,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd: run.root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const stop = () => child.kill('SIGTERM');
  run.signal.addEventListener('abort', stop, { once: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 1, output }));
    child.once('close', (code) => {
      run.signal.removeEventListener('abort', stop);
      resolve({ code: code ?? 1, output });
    });
  });
}
