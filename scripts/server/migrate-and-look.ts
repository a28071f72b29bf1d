/**
 * Migrates the database of DATABASE_URL and says which street it holds: a `MigrationAnswer` as JSON on standard output.
 * Uses the product's modules, hence a script of its own under tsx.
 */
import { closeDatabase, db } from '@/db/client';
import { codeOf } from '@/db/embedded/fault';
import { migrate, ServerTooOld } from '@/db/migrate';
import { street } from '@/db/schema/units';

/** Which street a database holds; `none` until /setup or the demonstration has made one. */
export type Street = 'none' | 'demonstration' | 'real';

/** The street, or what went wrong as one line for the person at the console. */
export type MigrationAnswer = { street: Street } | { fault: string };

async function migrateAndLook(): Promise<MigrationAnswer> {
  try {
    await migrate(process.env.DATABASE_URL ?? '');
    const [row] = await db().select({ demonstration: street.demonstration }).from(street);
    if (!row) return { street: 'none' };
    return { street: row.demonstration ? 'demonstration' : 'real' };
  } catch (error) {
    return { fault: explain(error) };
  } finally {
    await closeDatabase();
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

process.stdout.write(JSON.stringify(await migrateAndLook()));
