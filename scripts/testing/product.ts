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

/** A port on the loopback address that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
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
