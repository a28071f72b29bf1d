import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from '../../db/embedded/fault.ts';
import { ensureBuilt } from '../server/build.ts';
import { sayFault } from '../server/console.ts';
import { findBrowser } from './browser.ts';
import {
  checkFailures,
  type Ended,
  type Failure,
  lastWords,
  playwrightFailures,
  vitestFailures,
} from './failures.ts';
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
  /** Shows what is printed, at once or when the stages before have ended. */
  print: (text: string | Buffer) => void;
}

/** What a stage has shown, and what failed in it. */
export interface Outcome extends Tally {
  failures: Failure[];
}

/** The stages of `npm test`, in their order. */
export const stages = { checks, unit, build, sweep, life, e2e };

export type StageName = keyof typeof stages;

/** Structure, versions, lint, dead code, types. */
async function checks(run: Run): Promise<Outcome> {
  const ended = await node(run, ['--import', 'tsx', 'scripts/check.ts', ...run.args]);
  return outcome(fromSummary(ended.output), ended, checkFailures(ended.output));
}

/** Unit and integration tests, on a real Postgres. */
function unit(run: Run): Promise<Outcome> {
  return vitest(run, '--project', 'tools', '--project', 'product');
}

/** The production build that the next two stages, and `npm start`, use. */
async function build(run: Run): Promise<Outcome> {
  try {
    await ensureBuilt(run.root, run.signal);
    return { passed: 1, failed: 0, failures: [] };
  } catch (error) {
    sayFault(error);
    return broken('build', error);
  }
}

/** Every caller at every door of the built product, with valid and malformed input, against scripts/sweep/matrix. */
function sweep(run: Run): Promise<Outcome> {
  return vitest(run, '--project', 'sweep');
}

/** Starting, stopping and killing the built product. */
function life(run: Run): Promise<Outcome> {
  return vitest(run, '--project', 'life');
}

/** Stories in a browser, on a product with the demonstration street. */
async function e2e(run: Run): Promise<Outcome> {
  const browser = findBrowser(process.env);
  if (!browser) {
    const fault = new StartFault(
      '没有可用的浏览器：请安装 Chromium 或 Chrome，或用 PLAYWRIGHT_CHROMIUM 指定其路径。',
    );
    sayFault(fault);
    return broken('browser', fault);
  }
  const product = await launch({ QUNXU_DATA: mkdtempSync(join(run.scratch, 'stories-')) });
  let running = true;
  void product.exited.then(() => {
    running = false;
  });
  // One that has ended by itself is told of below, not that it cannot be stopped.
  const stop = () => running && product.send('SIGTERM');
  run.signal.addEventListener('abort', stop, { once: true });
  try {
    await product.until(readyText);
    return await stories(run, product, browser);
  } catch (error) {
    sayFault(error);
    return broken('product', error);
  } finally {
    stop();
    await product.exited;
  }
}

async function stories(run: Run, product: Product, browser: string): Promise<Outcome> {
  const report = join(run.scratch, 'stories.json');
  const ended = await node(run, ['node_modules/@playwright/test/cli.js', 'test', ...run.args], {
    BASE_URL: product.url,
    PLAYWRIGHT_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return outcome(fromPlaywright(report), ended, playwrightFailures(report));
}

async function vitest(run: Run, ...args: string[]): Promise<Outcome> {
  const report = join(run.scratch, `vitest-${args.join('')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ended = await node(run, [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...args,
    ...reporters,
    ...run.args,
  ]);
  return outcome(fromVitest(report), ended, vitestFailures(report, run.root));
}

/** What a runner has shown; one that failed without naming a failure is quoted. */
function outcome(counted: Tally, ended: Ended, failures: Failure[]): Outcome {
  const tally = judge(counted, ended.code);
  const silent = tally.failed > 0 && failures.length === 0;
  return { ...tally, failures: silent ? [lastWords(ended)] : failures };
}

/** A stage that could not be gone through. */
function broken(place: string, error: unknown): Outcome {
  const title = error instanceof StartFault ? error.message : 'could not be gone through';
  const said = error instanceof StartFault ? error.cause : error;
  const message = said instanceof Error ? said.message : String(said ?? '');
  return {
    passed: 0,
    failed: 1,
    failures: [{ place, title, message: lastWords({ code: 1, output: message }).message }],
  };
}

/** Runs the product's Node, showing what it prints. */
function node(run: Run, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: run.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const stop = () => child.kill('SIGTERM');
  run.signal.addEventListener('abort', stop, { once: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      run.print(chunk);
    });
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 1, output }));
    child.once('close', (code) => {
      run.signal.removeEventListener('abort', stop);
      resolve({ code: code ?? 1, output });
    });
  });
}
