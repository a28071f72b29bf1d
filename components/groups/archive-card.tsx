import { ActionButton } from '@/components/form/action-button';
import { Card } from '@/components/ui/card';
import { archiveGroup, restoreGroup } from '@/lib/groups/actions';

type ArchiveCardProps = { id: string; archived: boolean };

/** Out of use and into use again, each with a reason. */
export function ArchiveCard({ id, archived }: ArchiveCardProps) {
  return (
    <Card title={archived ? '恢复使用' : '归档'}>
      <p className="mb-3 text-muted">
        {archived
          ? '恢复后成员和群管理员不变，可以重新受理入群申请。'
          : '不再使用的群可以归档：不再受理入群申请，记录保留，可随时恢复。有未办结的申请或办理单时不能归档。'}
      </p>
      {archived ? (
        <ActionButton
          action={restoreGroup}
          input={{ id, reason: '' }}
          label="恢复使用"
          reason={{ field: 'reason', label: '恢复原因' }}
          success="已恢复使用"
        />
      ) : (
        <ActionButton
          action={archiveGroup}
          input={{ id, reason: '' }}
          label="归档"
          kind="danger"
          reason={{ field: 'reason', label: '归档原因' }}
          success="已归档"
        />
      )}
    </Card>
  );
}
