import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { baselineWorkflow } from '@/lib/groups/baseline/states';
import type { GroupDetail } from '@/lib/groups/queries/detail';

/** On a group's page: that a list by which its register is to begin is not through yet, and the way there. */
export function PendingBaseline({ group: { id, baseline } }: { group: GroupDetail }) {
  if (!baseline) return null;
  const { status, waits } = baseline;
  return (
    <div className="mb-4">
      <Notice
        tone={waits ? 'warning' : 'info'}
        title={waits ? '有一份存量登记待您确认' : `有一份存量登记${baselineWorkflow.states[status].label}`}
        action={
          <ButtonLink href={`/groups/${id}/baseline`} size="small" kind={waits ? 'primary' : 'plain'}>
            {waits ? '去确认' : '查看名单'}
          </ButtonLink>
        }
      >
        确认后，名单中的人员登记为群成员。
      </Notice>
    </div>
  );
}
