import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from '../../db/embedded/fault.ts';
import { step } from './console.ts';
import { takeLock } from './lock.ts';
import { fingerprint } from './sources.ts';

const stamp = '.next/qunxu-sources';

/**
 * Builds the product when its sources are not those of the build that is there. Two instances that start together build
 * once: the second waits for the first.
 * @throws StartFault after the compiler's own output
 */
export async function ensureBuilt(root: string, signal: AbortSignal): Promise<void> {
  const wanted = fingerprint(root);
  if (isBuilt(root, wanted)) return;
  const release = await takeLock(join(root, 'node_modules/.qunxu-build.lock'), { wait: signal });
  try {
    if (isBuilt(root, wanted)) return;
    rmSync(join(root, stamp), { force: true });
    await step('正在编译页面，约需一分钟', () => build(root, wanted, signal));
    writeFileSync(join(root, stamp), wanted);
  } finally {
    release();
  }
}

function isBuilt(root: string, wanted: string): boolean {
  try {
    return readFileSync(join(root, stamp), 'utf8') === wanted;
  } catch {
    return false;
  }
}

/**
 * What Next would make up for each build anew, made of the sources instead: instances that were built apart from the same
 * sources answer for one another's pages and actions. The key is no secret then, and need not be one: it encrypts what actions
 * capture of their surroundings, and `npm run check` lets no action capture anything.
 */
export function sameForSameSources(fingerprint: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const key = createHash('sha256').update(`server actions of ${fingerprint}`).digest('base64');
  return {
    QUNXU_BUILD_ID: fingerprint.slice(0, 32),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? key,
  };
}

/** What Next prints is shown only when it fails: to everybody else it is noise. */
function build(root: string, fingerprint: string, signal: AbortSignal): Promise<void> {
  const same = sameForSameSources(fingerprint, process.env);
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    signal,
    env: { ...process.env, ...same, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(output);
      const full = /ENOSPC|No space left/i.test(output);
      reject(
        new StartFault(full ? '磁盘空间不足，无法编译页面：请清理磁盘后重试。' : '页面编译失败，原因见上。', {
          cause: output,
        }),
      );
    });
  });
}
