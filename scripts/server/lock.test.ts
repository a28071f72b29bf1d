import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { identify } from '@/db/embedded/process-table';
import { LockTaken, takeLock } from './lock';

const refuse = { refuse: (pid: number) => `held by ${pid}` };

function lockFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qunxu-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'lock');
}

/** A process that lives until it is killed. */
function livingProcess(): { child: ChildProcess; pid: number; ended: Promise<void> } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, pid: child.pid ?? 0, ended };
}

test('is refused while its holder lives, and free once it is released', async () => {
  const file = lockFile();
  const release = await takeLock(file, refuse);
  await expect(takeLock(file, refuse)).rejects.toThrow(new LockTaken(`held by ${process.pid}`));
  release();
  (await takeLock(file, refuse))();
  expect(existsSync(file)).toBe(false);
});

test('of a dead process is taken over', async () => {
  const file = lockFile();
  const { child, pid, ended } = livingProcess();
  writeFileSync(file, JSON.stringify({ self: identify(pid), above: [] }));
  await expect(takeLock(file, refuse)).rejects.toThrow(`held by ${pid}`);
  child.kill('SIGKILL');
  await ended;
  await expect(takeLock(file, refuse)).resolves.toBeTypeOf('function');
});

test('of a process whose number another one has now is taken over', async () => {
  const file = lockFile();
  writeFileSync(file, JSON.stringify({ self: { pid: process.pid, started: 'long ago' }, above: [] }));
  await expect(takeLock(file, refuse)).resolves.toBeTypeOf('function');
});

test('of a process that lost its supervisor is waited for', async () => {
  const file = lockFile();
  const { child, pid, ended } = livingProcess();
  const above = [{ pid: process.pid, started: 'long ago' }];
  writeFileSync(file, JSON.stringify({ self: identify(pid), above }));
  const taken = takeLock(file, refuse);
  child.kill('SIGTERM');
  await expect(taken).resolves.toBeTypeOf('function');
  await ended;
});

test('that cannot be read is taken over', async () => {
  const file = lockFile();
  writeFileSync(file, '{');
  await expect(takeLock(file, refuse)).resolves.toBeTypeOf('function');
});

test('is waited for on demand, and the wait can be called off', async () => {
  const file = lockFile();
  const release = await takeLock(file, refuse);
  const calledOff = new AbortController();
  const waiting = takeLock(file, { wait: calledOff.signal });
  calledOff.abort(new Error('called off'));
  await expect(waiting).rejects.toThrow('called off');
  const patient = takeLock(file, { wait: new AbortController().signal });
  release();
  await expect(patient).resolves.toBeTypeOf('function');
});

test('goes to one of many who find it stale', async () => {
  const file = lockFile();
  writeFileSync(file, JSON.stringify({ self: { pid: process.pid, started: 'long ago' }, above: [] }));
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => takeLock(file, refuse)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
