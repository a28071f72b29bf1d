import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { asOther, emptyDatabase, scratchFolder } from '@/db/testing/backups';
import { emptyTrail, tamper, writeRecords } from '@/db/testing/trail';
import { makeBackup } from '@/lib/backup/make';
import { setHeadsAside } from './heads';
import { sealJob } from './jobs';

// Each starts a process that compiles the product's modules.
vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);

/** `npm run audit:verify`, but for the installation. */
async function auditVerify(...args: string[]): Promise<{ code: number; said: string }> {
  const script = ['--import', 'tsx', 'scripts/audit-verify.ts', ...args];
  try {
    const { stdout } = await run(process.execPath, script, { env: { ...process.env, INIT_CWD: undefined } });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

beforeEach(async () => {
  await emptyTrail();
  await setHeadsAside();
  await writeRecords(3);
  await sealJob();
});

describe('npm run audit:verify', () => {
  it('says that all is well, and ends with 0', async () => {
    const { code, said } = await auditVerify();
    expect(said).toContain('✓ 审计日志完好：已封存的 3 条记录，无缺失、无改动。');
    expect(said).toContain('封存印记：第 1 段');
    expect(code).toBe(0);
  });

  it('names the first broken record, and ends with 2', async () => {
    await tamper(`update audit_events set reason = '改' where id = 2`);
    expect(await auditVerify()).toEqual({
      code: 2,
      said: expect.stringContaining('✗ 审计日志有问题：第 2 号记录的内容在封存后被改动（第 1 个封存段）。'),
    });
  });

  it('compares with a backup that was kept elsewhere', async () => {
    const backup = path.join(scratchFolder(), 'kept.zip');
    await makeBackup({ file: backup, by: 'cli', allowMissing: true, signal: new AbortController().signal });
    expect(await auditVerify('--head', backup)).toMatchObject({ code: 0 });
    await emptyTrail();
    await setHeadsAside();
    expect(await auditVerify('--head', backup)).toEqual({
      code: 2,
      said: expect.stringContaining(' kept.zip 留存的封存印记到第 1 个封存段'),
    });
  });

  it('points out what has to be explained, and ends with 3', async () => {
    await tamper(`insert into audit_events (at, actor_name, action, outcome)
      select at - interval '9 days', actor_name, action, outcome from audit_events where id = 1`);
    await sealJob();
    expect(await auditVerify()).toEqual({
      code: 3,
      said: expect.stringContaining('! 需要核实：第 4 号记录'),
    });
  });

  it('refuses a file without a head, and a database that knows no seals', async () => {
    const file = path.join(scratchFolder(), 'nothing.txt');
    writeFileSync(file, 'nothing\n');
    expect(await auditVerify('--head', file)).toEqual({
      code: 1,
      said: expect.stringContaining('其中没有封存印记'),
    });
    await asOther({ url: await emptyDatabase(), folder: scratchFolder() }, async () => {
      expect(await auditVerify()).toEqual({ code: 1, said: expect.stringContaining('数据库还没有升级') });
    });
  });
});
