import { codeOf, StartFault } from '../../db/embedded/fault.ts';

// The terminal may vanish before the product has stopped; writing to it must not then bring the product down.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** Prints one line for the person at the console. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what begins, runs it, and says how long it took when that was noticeable. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  say(`· ${title}…`);
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  if (seconds >= 2) say(`  完成，用时 ${seconds.toFixed(0)} 秒`);
  return result;
}

/** One line for a fault: its own for one that is foreseen, the reason without a stack for any other. */
export function sayFault(error: unknown): void {
  process.stderr.write(`✗ ${describe(error)}\n`);
}

function describe(error: unknown): string {
  if (error instanceof StartFault) return error.message;
  if (codeOf(error) === 'ENOSPC') return '磁盘空间不足：请清理磁盘后重试。';
  return `启动失败：${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
}
