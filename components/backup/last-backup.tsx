import { DateTime } from '@/components/ui/date-time';
import type { KeptBackup } from '@/lib/backup/folder';
import { sizeText } from '@/lib/backup/rules';

/** When the newest backup was made and how big it is, or that there is none. */
export function LastBackup({ backup }: { backup: KeptBackup | null }) {
  if (!backup) return <p className="mb-2 text-muted text-sm">本机还没有备份。</p>;
  return (
    <p className="mb-2 text-muted text-sm">
      最近一次备份：
      <DateTime at={backup.at} />，{sizeText(backup.size)}，文件 {backup.name}
    </p>
  );
}
