import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../server/console';
import { freePort } from '../testing/product';
import { benchFolder, root, sumOf } from './place';

const folder = join(benchFolder, 'bare');
const nextProgram = join(root, 'node_modules/next/dist/bin/next');
const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as NodeJS.ProcessEnv;

/** Builds the bare page, when it is not there or something about it has changed. */
async function ensureBuilt(): Promise<void> {
  const stamp = join(folder, 'bare.stamp');
  const wanted = sumOf([
    'scripts/bench/bare',
    'node_modules/next/package.json',
    'node_modules/react/package.json',
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'scripts/bench/bare'), folder, { recursive: true });
  await step('building the bare page', async () => {
    const child = spawn(process.execPath, [nextProgram, 'build'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error('the bare page could not be built');
  });
  writeFileSync(stamp, wanted);
}

export interface BareApp {
  url: string;
  stop(): Promise<void>;
}

/** The bare page, served from its own build in a process of its own. */
export async function startBare(databaseUrl: string): Promise<BareApp> {
  await ensureBuilt();
  const port = await freePort();
  const child = spawn(process.execPath, [nextProgram, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: folder,
    env: { ...env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  await ready(child, exited);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function ready(child: ChildProcess, exited: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ready')) resolve();
    });
    void exited.then(() => reject(new Error('the bare page did not start')));
  });
}
