import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ensureCluster, type Place, startPostgres } from './cluster';

/** A place whose programs only say why they gave up. */
function failingPlace(complaint: string): Place {
  const data = mkdtempSync(join(tmpdir(), 'qunxu-cluster-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  const program = join(data, 'program');
  writeFileSync(program, `#!/bin/sh\necho '${complaint}' >&2\nexit 1\n`);
  chmodSync(program, 0o755);
  const binaries = { initdb: program, postgres: program };
  return { data, cluster: join(data, 'postgres'), log: join(data, 'postgres.log'), account: null, binaries };
}

test.each([
  ['initdb: error: could not write to file: No space left on device', '磁盘空间不足'],
  ['initdb: error: could not change permissions: Permission denied', '无权使用数据目录'],
  ['initdb: error: something else', '数据库无法启动：something else'],
])('initdb that says "%s"', async (complaint, line) => {
  await expect(ensureCluster(failingPlace(complaint), 'secret', true)).rejects.toThrow(line);
});

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', '磁盘空间不足'],
  ['FATAL:  database files are incompatible with server', '另一版本的数据库'],
  ['FATAL:  something else', '数据库无法启动：something else'],
])('a server that says "%s"', async (complaint, line) => {
  await expect(startPostgres(failingPlace(complaint), 1, {})).rejects.toThrow(line);
});
