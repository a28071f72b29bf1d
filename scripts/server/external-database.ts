import postgres from 'postgres';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';

const oldestMajor = 15;
const connectSeconds = 8;

/**
 * Sees that the configured database can be used: the address is one, the server answers, lets us in, and is new enough.
 * @throws StartFault with the reason
 */
export async function checkExternalDatabase(url: string): Promise<void> {
  const place = readPlace(url);
  const client = postgres(url, {
    max: 1,
    connect_timeout: connectSeconds,
    fetch_types: false,
    onnotice: () => undefined,
  });
  try {
    const [row] = await client`select current_setting('server_version_num') as version`;
    const major = Math.floor(Number(row?.version) / 10_000);
    if (major < oldestMajor) {
      throw new StartFault(
        `数据库版本太旧（PostgreSQL ${major}）：需要 PostgreSQL ${oldestMajor} 或更高版本。`,
      );
    }
  } catch (cause) {
    if (cause instanceof StartFault) throw cause;
    throw new StartFault(explain(place, cause), { cause });
  } finally {
    await client.end({ timeout: 1 });
  }
}

interface Place {
  server: string;
  user: string;
  database: string;
}

function readPlace(url: string): Place {
  const example = 'postgres://用户:密码@主机:5432/数据库名';
  if (!(URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol))) {
    throw new StartFault(`DATABASE_URL 格式不正确，应类似 ${example}`);
  }
  const parsed = new URL(url);
  const database = parsed.pathname.slice(1);
  if (database === '') throw new StartFault(`DATABASE_URL 缺少数据库名，应类似 ${example}`);
  return { server: parsed.host, user: parsed.username, database };
}

function explain({ server, user, database }: Place, error: unknown): string {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'CONNECTION_CLOSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `连不上数据库服务器 ${server}：请确认它已启动，且 DATABASE_URL 的主机和端口正确。`;
    case 'ETIMEDOUT':
    case 'CONNECT_TIMEOUT':
      return `数据库服务器 ${server} 没有应答：请检查网络和防火墙。`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `找不到数据库服务器 ${server}：请检查 DATABASE_URL 的主机名。`;
    case '28P01':
    case '28000':
      return `数据库拒绝账户 ${user} 登录：请检查 DATABASE_URL 的用户名和密码。`;
    case '3D000':
      return `数据库 ${database} 不存在：请先建立，例如 createdb ${database}`;
    case '53300':
      return '数据库连接数已满：请稍后重试，或调高 max_connections。';
    case '57P03':
      return '数据库正在启动或恢复：请稍后重试。';
    default:
      return `无法使用数据库 ${server}：${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}
