import { codeOf, StartFault } from '@/db/embedded/fault';
import { isDatabaseAway, sqlState } from '@/lib/core/errors';

/** Why a backup was not made or not restored: one line of plain Chinese that also says what to do. */
export class BackupFault extends StartFault {
  override name = 'BackupFault';
}

const disk: Record<string, string> = {
  ENOSPC: '磁盘空间不足：请清理磁盘，或换一个位置后重试。',
  EDQUOT: '磁盘配额已用完：请换一个位置后重试。',
  EACCES: '没有读写权限：请检查文件和所在文件夹的权限。',
  EPERM: '没有读写权限：请检查文件和所在文件夹的权限。',
  EROFS: '所在磁盘是只读的：请换一个位置后重试。',
  ENOENT: '文件或所在文件夹不存在：请检查路径。',
  EEXIST: '所在路径不是文件夹：请检查路径。',
  ENOTDIR: '所在路径不是文件夹：请检查路径。',
  EISDIR: '这是一个文件夹：请写明文件名。',
  EIO: '磁盘读写出错：请检查磁盘后重试。',
};

/** pg's own words for a lost connection carry no code. */
const lost = /Connection terminated|Connection ended|not queryable|timeout expired/;

/** One line for whatever went wrong; `work` is `备份` or `恢复`. */
export function explain(error: unknown, work: string): BackupFault {
  if (error instanceof BackupFault) return error;
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  // A disk's errors name a path, so that a socket's ENOENT is not taken for one.
  const onDisk =
    typeof error === 'object' && error !== null && ('path' in error || codeOf(error) === 'ENOSPC');
  const known = onDisk || /^E(NOSPC|DQUOT|IO)$/.test(codeOf(error)) ? disk[codeOf(error)] : undefined;
  if (known) return new BackupFault(`${work}没有完成。${known}`, { cause: error });
  if (isDatabaseAway(error) || lost.test(reason ?? ''))
    return new BackupFault(`${work}没有完成。数据库连接中断：请确认数据库正在运行后重试。`, { cause: error });
  if (sqlState(error) === '42501')
    return new BackupFault(`${work}没有完成。数据库账户权限不足：它应是该数据库的所有者。`, { cause: error });
  if (sqlState(error)?.startsWith('53'))
    return new BackupFault(`${work}没有完成。数据库服务器资源不足（磁盘、内存或连接数）：请处理后重试。`, {
      cause: error,
    });
  return new BackupFault(`${work}没有完成：${reason}`, { cause: error });
}
