/**
 * Brings the database of DATABASE_URL up to date and marks it with the argument, the fingerprint of the sources this was
 * done with. Says what went wrong as one line on standard output; nothing when all is well. Uses the product's modules,
 * hence a script of its own under tsx.
 */
import postgres from 'postgres';
import { serverAddress } from '@/db/address';
import { codeOf } from '@/db/embedded/fault';
import { migrate, ServerTooOld } from '@/db/migrate';

async function applyMigrations(url: string, fingerprint: string): Promise<string> {
  try {
    await migrate(url);
    await mark(url, fingerprint);
    return '';
  } catch (error) {
    return explain(error);
  }
}

/** The mark lives where a restored or copied database carries it along. */
async function mark(url: string, fingerprint: string): Promise<void> {
  if (!/^[0-9a-f]+$/.test(fingerprint)) throw new Error('the fingerprint is hexadecimal');
  const server = serverAddress(url);
  const client = postgres(server.url, { ssl: server.ssl, max: 1, onnotice: () => undefined });
  try {
    await client.unsafe(`comment on schema drizzle is '${fingerprint}'`);
  } finally {
    await client.end();
  }
}

function explain(error: unknown): string {
  // Drizzle wraps what the server said.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (reason instanceof ServerTooOld)
    return `数据库版本太旧（${reason.message}）：需要 PostgreSQL 15 或更高版本。`;
  switch (codeOf(reason)) {
    case '42501':
      return '数据库账户权限不足：它应是该数据库的所有者（能建表）。';
    case '53100':
    case 'ENOSPC':
      return '数据库所在磁盘空间不足：请清理磁盘后重试。';
    default:
      return `数据库升级未完成：${reason instanceof Error ? reason.message.split('\n')[0] : String(reason)}`;
  }
}

process.stdout.write(await applyMigrations(process.env.DATABASE_URL ?? '', process.argv[2] ?? ''));
