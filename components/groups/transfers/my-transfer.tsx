import { TextLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { TransferRow } from '@/lib/groups/transfers/list';

/** What is planned for the reader himself; nothing when nothing is. */
export function MyTransfer({ transfers }: { transfers: readonly TransferRow[] }) {
  const next = transfers.find(({ status }) => status === 'planned');
  if (!next) return null;
  return (
    <Notice
      title={`您将于 ${next.effectiveOn} 由${next.fromUnit}调往${next.toUnit}`}
      action={<TextLink href={`/membership/transfer/${next.id}`}>查看变动</TextLink>}
    >
      到日自动换单位；退出、加入的群由群管理员办理，留在的群请按新单位修改群昵称。
    </Notice>
  );
}
