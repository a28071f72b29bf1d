import postgres from 'postgres';
import { type ServerAddress, serverAddress } from '../../db/address.ts';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';
import { say } from './console.ts';

const oldestMajor = 15;
const connectSeconds = 8;

/**
 * Sees that the configured database can be used: the address is one, the server answers, lets us in, and is new enough.
 * @throws StartFault with the reason
 */
export async function checkExternalDatabase(url: string): Promise<void> {
  const place = readPlace(url);
  const address = serverAddress(url);
  const client = postgres(address.url, {
    ssl: address.ssl,
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
    warnOfOpenness(place, address);
  } catch (cause) {
    if (cause instanceof StartFault) throw cause;
    throw new StartFault(explain(place, cause), { cause });
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** What travels unprotected, or to whoever answers, is said at every start: people's data and the password travel here. */
function warnOfOpenness({ server }: Place, { protection, local }: ServerAddress): void {
  if (local) return;
  if (protection === 'none')
    say(
      `! 与数据库 ${server} 的连接没有加密：请在 DATABASE_URL 后加 ?sslmode=verify-full&sslrootcert=CA证书文件。`,
    );
  if (protection === 'encrypted')
    say(`! 与数据库 ${server} 的连接已加密，但不核对对方身份：请把 sslmode=require 改为 verify-full。`);
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
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return `数据库服务器 ${server} 的证书不是可信机构签发的：请用 sslrootcert 指定签发它的 CA 证书文件。`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `数据库服务器 ${server} 的证书不是发给这个主机名的：请检查 DATABASE_URL 的主机名，或更换证书。`;
    case 'CERT_HAS_EXPIRED':
      return `数据库服务器 ${server} 的证书已过期：请更换证书。`;
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
