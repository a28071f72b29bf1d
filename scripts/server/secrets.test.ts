import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadEnvironment } from './environment';
import { ownSecretFile, provideSecret, requireSecret } from './secrets';

const secret = 'a secret for tests only, of 32 letters';
const said: string[] = [];
let folder: string;
let given: string;

vi.mock('./console.ts', () => ({ say: (line: string) => said.push(line) }));

beforeEach(() => {
  said.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'qunxu-secrets-'));
  given = join(folder, 'given');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const provide = (env: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const whole = { ...env } as unknown as NodeJS.ProcessEnv;
  provideSecret(folder, whole);
  return whole;
};
const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('the generated secret', () => {
  it('is made once, for its owner only, and stays', () => {
    const file = ownSecretFile(folder);
    expect(provide()).toEqual({ QUNXU_SECRET_FILE: file });
    const text = readFileSync(file, 'utf8');
    expect(text.trim()).toHaveLength(43);
    expect(modeOf(file)).toBe(0o600);
    provide();
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(said).toEqual([]);
  });

  it('is closed again when somebody has opened it to others, and that is said', () => {
    provide();
    chmodSync(ownSecretFile(folder), 0o644);
    provide();
    expect(modeOf(ownSecretFile(folder))).toBe(0o600);
    expect(said[0]).toContain('权限过宽');
  });

  it('is not made up for a product that exists', () => {
    const none = {} as unknown as NodeJS.ProcessEnv;
    expect(() => requireSecret(folder, none)).toThrow('没有找到密钥');
    writeFileSync(ownSecretFile(folder), secret, { mode: 0o600 });
    requireSecret(folder, none);
    expect(none.QUNXU_SECRET_FILE).toBe(ownSecretFile(folder));
  });

  it('is refused when it is empty or too short', () => {
    writeFileSync(ownSecretFile(folder), '\n', { mode: 0o600 });
    expect(() => provide()).toThrow('是空的');
    writeFileSync(ownSecretFile(folder), `${secret}\nshort\n`);
    expect(() => provide()).toThrow('至少要 32 个字符');
  });
});

describe('a secret that is given', () => {
  it('comes from the environment or from a file, not from both', () => {
    expect(provide({ QUNXU_SECRET: secret })).toEqual({ QUNXU_SECRET: secret });
    writeFileSync(given, `${secret}\n`, { mode: 0o600 });
    expect(provide({ QUNXU_SECRET_FILE: given })).toEqual({ QUNXU_SECRET_FILE: given });
    expect(() => provide({ QUNXU_SECRET: secret, QUNXU_SECRET_FILE: given })).toThrow('只能设置一个');
    expect(() => provide({ QUNXU_SECRET: 'short' })).toThrow('至少要 32 个字符');
    expect(() => provide({ QUNXU_SECRET_FILE: `${given}.none` })).toThrow('不存在');
  });

  it('is refused from a file that others may write, and tolerated, with a word, from one they may read', () => {
    writeFileSync(given, secret, { mode: 0o600 });
    chmodSync(given, 0o666);
    expect(() => provide({ QUNXU_SECRET_FILE: given })).toThrow('可被其他用户改写');
    chmodSync(given, 0o444);
    provide({ QUNXU_SECRET_FILE: given });
    expect(said[0]).toContain('可被本机所有用户读取');
    expect(modeOf(given)).toBe(0o444);
    chmodSync(given, 0o440);
    provide({ QUNXU_SECRET_FILE: given });
    expect(said).toHaveLength(1);
  });

  it('is refused from a file of another user', () => {
    writeFileSync(given, secret, { mode: 0o600 });
    // Root can give the file away; whoever else runs the tests must be taken for another.
    const isRoot = process.getuid?.() === 0;
    const uid = isRoot ? null : vi.spyOn(process, 'getuid').mockReturnValue(4_242);
    if (isRoot) chownSync(given, 4_242, 4_242);
    expect(() => provide({ QUNXU_SECRET_FILE: given })).toThrow('属于其他用户');
    uid?.mockRestore();
  });
});

describe('the address of the database', () => {
  it('may come from a file, whose password then stands in no list of processes', () => {
    vi.stubEnv('DATABASE_URL', '');
    vi.stubEnv('DATABASE_URL_FILE', given);
    expect(() => loadEnvironment()).toThrow('无法读取');
    writeFileSync(given, ' \n');
    expect(() => loadEnvironment()).toThrow('是空的');
    writeFileSync(given, 'postgres://u:p@h/db\n');
    expect(loadEnvironment().DATABASE_URL).toBe('postgres://u:p@h/db');
    expect(loadEnvironment().DATABASE_URL).toBe('postgres://u:p@h/db');
    vi.stubEnv('DATABASE_URL', 'postgres://other/db');
    expect(() => loadEnvironment()).toThrow('只能设置一个');
  });
});
