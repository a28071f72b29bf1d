import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A product started by a test, through the same script as `npm start`, in a process group of its own. */
export interface Product {
  /** The supervisor; also the number of the process group. */
  pid: number;
  port: number;
  url: string;
  /** Everything it has printed so far. */
  printed(): string;
  /** Resolves when it has printed the text; rejects with all it printed when it ends before that. */
  until(text: string): Promise<void>;
  /** Its exit code, or null when a signal killed it. */
  exited: Promise<number | null>;
  send(signal: NodeJS.Signals, to?: 'supervisor' | 'group'): void;
}

export const readyText = '群序已就绪';

/** What the environment of a test run, or a developer's .env, must not decide for the product under test. */
const unset = { DATABASE_URL: '', NEXTAUTH_URL: '', QUNXU_SECRET: '', HOST: '' };

/** Starts the product on a free port and does not wait for it. `env` must name its data folder. */
export async function launch(
  env: NodeJS.ProcessEnv | Record<string, string>,
  command = [process.execPath, 'scripts/start.mjs'],
): Promise<Product> {
  const port = Number(env.PORT || (await freePort()));
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...unset, ...env, PORT: String(port) },
  });
  const output = collect(child);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const pid = child.pid ?? 0;
  return {
    pid,
    port,
    url: `http://localhost:${port}`,
    exited,
    printed: output.text,
    until: (text) => output.until(text, exited),
    send: (signal, to = 'supervisor') => process.kill(to === 'group' ? -pid : pid, signal),
  };
}

/** Below the ports that systems hand out by themselves, also to the other end of every connection. */
const lowest = 20_000;
/** So many that one process is given one after the other, and so many processes beside each other. */
const portsEach = 30;
const processes = 400;
let given = 0;

/**
 * A port on the loopback address that nobody uses, nor is given until whoever asked has taken it: that may take a product's
 * whole start, while databases and other tests' products look for theirs.
 */
export async function freePort(): Promise<number> {
  const first = lowest + (process.pid % processes) * portsEach;
  for (let tried = 0; tried < portsEach; tried += 1) {
    const port = first + (given++ % portsEach);
    if (await isFree(port)) return port;
  }
  throw new Error(`none of the ports from ${first} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

interface Output {
  text(): string;
  until(text: string, exited: Promise<unknown>): Promise<void>;
}

function collect(child: ChildProcess): Output {
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  return {
    text: () => printed,
    until: (text, exited) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (printed.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        void exited.then(() => reject(new Error(`ended before it printed "${text}":\n${printed}`)));
      }),
  };
}
