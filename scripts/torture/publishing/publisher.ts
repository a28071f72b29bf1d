import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** One publishing process, and what it has said. */
export class Publisher {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly heard: string[] = [];
  private complaints = '';
  private gone = false;

  constructor() {
    this.child = spawn(process.execPath, ['--import', 'tsx', 'scripts/torture/publishing/worker.ts'], {
      stdio: 'pipe',
      env: { ...process.env, LOG_LEVEL: 'error' },
    });
    this.lines = createInterface({ input: this.child.stdout });
    this.lines.on('line', (line) => this.heard.push(line));
    this.child.stderr.on('data', (data) => {
      this.complaints += data;
    });
    this.child.once('close', () => {
      this.gone = true;
      this.lines.emit('line', 'gone');
    });
    // A run is asked of one that has just been killed: the pipe breaks, as it does for a real one.
    this.child.stdin.on('error', () => undefined);
  }

  /** Waits until it has said this that often. */
  async said(word: string, times = 1): Promise<void> {
    while (this.heard.filter((line) => line === word).length < times) {
      if (this.gone) throw new Error(`a publisher ended by itself: ${this.complaints}`);
      await once(this.lines, 'line');
    }
  }

  /** How often it has said this. */
  count(word: string): number {
    return this.heard.filter((line) => line === word).length;
  }

  ask(): void {
    this.child.stdin.write('go\n');
  }

  /** kill -9, and until the process is gone. */
  async kill(): Promise<void> {
    if (this.gone) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'close');
  }
}
