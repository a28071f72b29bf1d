import { ActionButton } from '@/components/form/action-button';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { confirmNickname } from '@/lib/groups/actions';
import { reportLeaveAction } from '@/lib/groups/leaving/actions';
import type { MyMembership } from '@/lib/groups/queries/mine';
import { nicknameStates, platformNames } from '@/lib/groups/rules';

/** The groups I am in, with the nickname to copy into each. */
export function MyGroups({ memberships }: { memberships: MyMembership[] }) {
  return (
    <Card title="我的工作群" hint="请在各群中把群昵称改成所示的样子" padded={false}>
      {memberships.length ? (
        <ul className="divide-y divide-base-300">
          {memberships.map((membership) => (
            <li key={membership.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
              <span className="min-w-0 flex-1 basis-40">
                <TextLink href={`/groups/${membership.groupId}`}>{membership.groupName}</TextLink>
                <span className="block text-muted text-xs">{platformNames[membership.platform]}</span>
              </span>
              <span>{membership.nickname}</span>
              {membership.nicknameState ? (
                <CopyButton text={membership.nickname} subject={`${membership.groupName}的群昵称`} />
              ) : null}
              <NicknameState membership={membership} />
              <Leaving membership={membership} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title="您还不在任何工作群中" hint="需要加入时，请本单位负责人提交入群申请" />
      )}
    </Card>
  );
}

/** The way out: told to the head, who hands it on. */
function Leaving({ membership: { id, leaving, may } }: { membership: MyMembership }) {
  if (leaving) return <TextLink href={`/membership/${leaving.id}`}>退群办理中</TextLink>;
  if (!may.leave) return null;
  return (
    <ActionButton
      action={reportLeaveAction}
      input={{ submissionId: '', membershipIds: [id], reason: '' }}
      label="退群…"
      kind="quiet"
      size="small"
      answer={{ label: '报告负责人', kind: 'primary' }}
      reason={{ field: 'reason', label: '退群事由', placeholder: '如：调离本单位' }}
      success="已报告本单位负责人"
    />
  );
}

function NicknameState({ membership }: { membership: MyMembership }) {
  if (!membership.nicknameState) return <span className="text-muted text-xs">自动显示，不用设置</span>;
  if (!membership.may.confirmNickname) {
    const { label, tone } = nicknameStates[membership.nicknameState];
    return <Badge tone={tone}>{label}</Badge>;
  }
  return (
    <ActionButton
      action={confirmNickname}
      input={{ membershipId: membership.id }}
      label="我已改好"
      size="small"
      success="已确认"
    />
  );
}
