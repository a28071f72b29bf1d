import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withConnection } from '@/lib/backup/connection';
import { makeBoss } from '@/lib/jobs/boss';
import { serverAddress } from './address';
import { clusterFolder, type EmbeddedDatabase, startEmbedded } from './embedded';

describe('the address of a server', () => {
  it.each([
    ['postgres://u:p@db.local/q', 'none', false],
    ['postgres://u:p@127.0.0.1/q?sslmode=disable', 'none', true],
    ['postgres://u:p@[::1]:5432/q', 'none', true],
    ['postgres://u:p@%2Frun%2Fpostgresql/q', 'none', true],
    ['postgres://u:p@db.local/q?sslmode=require', 'encrypted', false],
    ['postgres://u:p@db.local/q?ssl=verify-ca', 'known-authority', false],
    ['postgres://u:p@db.local/q?sslrootcert=system', 'full', false],
    ['postgres://u:p@db.local/q?sslmode=verify-full&application_name=x', 'full', false],
  ])('%s is protected: %s', (url, protection, local) => {
    const address = serverAddress(url);
    expect(address).toMatchObject({ protection, local });
    expect(address.url).not.toContain('ssl');
    expect(address.url.startsWith(url.split('?')[0] ?? '')).toBe(true);
  });

  it.each(['prefer', 'allow', 'no-verify', 'true', 'toString'])('is refused with sslmode=%s', (mode) => {
    expect(() => serverAddress(`postgres://u:p@db.local/q?sslmode=${mode}`)).toThrow('请用 verify-full');
  });

  it('names a certificate that cannot be read, and not the password', () => {
    const url = 'postgres://u:hidden@db.local/q?sslmode=verify-full&sslrootcert=/nowhere/ca.pem';
    expect(() => serverAddress(url)).toThrow(/sslrootcert 指定的文件 \/nowhere\/ca.pem/);
    expect(() => serverAddress(url)).not.toThrow(/hidden/);
  });
});

describe('a server with a certificate of its own authority', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunxu-tls-'));
  const certificates = join(process.cwd(), 'db/testing/certificates');
  const [rightAuthority, otherAuthority] = ['ca.crt', 'other.crt'].map((name) => join(certificates, name));
  let database: EmbeddedDatabase;

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    mkdirSync(join(folder, 'data'), { mode: 0o711 });
    database = await startEmbedded(join(folder, 'data'), { throwaway: true });
    const cluster = clusterFolder(join(folder, 'data'));
    const { uid, gid } = statSync(cluster);
    for (const name of ['server.key', 'server.crt']) {
      copyFileSync(join(certificates, name), join(folder, name));
      chmodSync(join(folder, name), 0o600);
      chownSync(join(folder, name), uid, gid);
    }
    appendFileSync(
      join(cluster, 'postgresql.conf'),
      `\nssl = on\nssl_cert_file = '${join(folder, 'server.crt')}'\nssl_key_file = '${join(folder, 'server.key')}'\n`,
    );
    process.kill(database.pid, 'SIGHUP');
    await vi.waitFor(async () => expect(await answer('sslmode=require')).toBe(true), { timeout: 20_000 });
  });
  afterAll(async () => {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const urlFor = (query: string, host: string): string => {
    const url = new URL(database.url);
    url.hostname = host;
    url.search = query;
    return url.href;
  };

  /** Whether the connection is encrypted; or why there was none. */
  async function answer(query: string, host = 'localhost'): Promise<boolean | string> {
    const { url, ssl } = serverAddress(urlFor(query, host));
    const client = postgres(url, { ssl, max: 1, connect_timeout: 5, fetch_types: false });
    try {
      const [row] = await client`select ssl from pg_stat_ssl where pid = pg_backend_pid()`;
      return Boolean(row?.ssl);
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    } finally {
      await client.end({ timeout: 1 });
    }
  }

  it('is believed when authority and name are right', async () => {
    expect(await answer('sslmode=disable')).toBe(false);
    expect(await answer(`sslmode=verify-full&sslrootcert=${rightAuthority}`)).toBe(true);
  });

  it.each([
    [
      'an authority nobody knows',
      () => 'sslmode=verify-full',
      'localhost',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    [
      'another authority',
      () => `sslmode=verify-ca&sslrootcert=${otherAuthority}`,
      'localhost',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    [
      'another name',
      () => `sslmode=verify-full&sslrootcert=${rightAuthority}`,
      '127.0.0.1',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
  ])('is not believed with %s', async (_what, query, host, code) => {
    expect(await answer(query(), host)).toBe(code);
  });

  it('is taken without a look at the name by verify-ca, without a look at anything by require', async () => {
    expect(await answer(`sslmode=verify-ca&sslrootcert=${rightAuthority}`, '127.0.0.1')).toBe(true);
    expect(await answer('sslmode=require', '127.0.0.1')).toBe(true);
  });

  it('is looked at by backups and jobs as well', async () => {
    const { signal } = new AbortController();
    const good = urlFor(`sslmode=verify-full&sslrootcert=${rightAuthority}`, 'localhost');
    const encrypted = await withConnection(good, signal, async (client) => {
      const { rows } = await client.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
      return rows[0]?.ssl;
    });
    expect(encrypted).toBe(true);
    const bad = urlFor(`sslmode=verify-full&sslrootcert=${otherAuthority}`, 'localhost');
    await expect(withConnection(bad, signal, async () => 'in')).rejects.toThrow('unable to verify');
    vi.stubEnv('DATABASE_URL', bad);
    await expect(makeBoss({ max: 1, supervise: false, schedule: false }).start()).rejects.toThrow(
      'unable to verify',
    );
    vi.unstubAllEnvs();
  });
});
