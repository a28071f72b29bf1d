import { ActionButton } from '@/components/form/action-button';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { confirmNickname } from '@/lib/groups/actions';
import type { MemberRow } from '@/lib/groups/list';
import { nicknameStates } from '@/lib/groups/rules';

type MyNicknameProps = {
  membershipId: string;
  /** The group's name, so that several on one page can be told apart. */
  groupName: string;
  nickname: string;
  state: MemberRow['nicknameState'];
  mayConfirm: boolean;
};

/** What one is to be called in the chat: to copy, and to say that it is done. */
export function MyNickname({ membershipId, groupName, nickname, state, mayConfirm }: MyNicknameProps) {
  if (!state)
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="font-medium text-base">{nickname}</span>
        <span className="text-muted">本平台自动显示，不用设置</span>
      </div>
    );
  const { label, tone } = nicknameStates[state];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="font-medium text-base">{nickname}</span>
      <Badge tone={tone}>{label}</Badge>
      <CopyButton text={nickname} subject={`「${groupName}」的群昵称`} framed />
      {mayConfirm ? (
        <ActionButton
          action={confirmNickname}
          input={{ membershipId }}
          label="已改好"
          kind="primary"
          size="small"
          success="已确认，谢谢"
        />
      ) : null}
    </div>
  );
}
