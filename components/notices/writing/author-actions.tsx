'use client';

import { ActionButton } from '@/components/form/action-button';
import { ButtonLink } from '@/components/ui/button';
import {
  copyNoticeAction,
  discardNoticeAction,
  reopenNoticeAction,
  withdrawNoticeAction,
} from '@/lib/notices/writing/actions';
import type { WritingMay } from '@/lib/notices/writing/policy';

interface AuthorActionsProps {
  id: string;
  version: number;
  may: WritingMay;
  /** Of an author who is there no more: who does it in his place says why. */
  left: boolean;
}

const edit = ({ id }: { id: string }) => `/notices/${id}/edit`;

/** What the author, or somebody who goes on from a notice, can do with it from its page. */
export function AuthorActions({ id, version, may, left }: AuthorActionsProps) {
  const seen = { id, version, reason: '' };
  return (
    <div className="flex flex-wrap gap-2">
      {may.edit ? (
        <ButtonLink kind="primary" href={edit({ id })}>
          修改
        </ButtonLink>
      ) : null}
      {may.reopen ? (
        <ActionButton
          action={reopenNoticeAction}
          input={seen}
          label="撤回修改"
          confirm="撤回后已有的审核作废，改好须重新提交审核。"
          next={edit}
        />
      ) : null}
      {may.copy ? (
        <ActionButton
          action={copyNoticeAction}
          input={{ id, as: 'copy' as const, submissionId: '' }}
          label="复制为草稿"
          next={edit}
        />
      ) : null}
      {may.repeat ? (
        <ActionButton
          action={copyNoticeAction}
          input={{ id, as: 'repeat' as const, submissionId: '' }}
          label="重复发布"
          next={edit}
        />
      ) : null}
      {may.withdraw ? (
        <ActionButton
          action={withdrawNoticeAction}
          input={seen}
          label="撤回"
          confirm={`撤回后不再发布，也不能再改。${may.reopen ? '只想改一改的，请用「撤回修改」。' : ''}`}
          reason={{ field: 'reason', label: '撤回原因', optional: !left }}
          success="已撤回"
        />
      ) : null}
      {may.discard ? (
        <ActionButton
          action={discardNoticeAction}
          input={{ id }}
          label="删除草稿"
          confirm="删除后不能恢复。"
          answer={{ label: '删除', kind: 'danger' }}
          success="草稿已删除"
          next="/notices"
        />
      ) : null}
      <Which may={may} />
    </div>
  );
}

/** Which is which, where two of them sound alike. */
function Which({ may: { edit, reopen, withdraw, copy, repeat } }: Pick<AuthorActionsProps, 'may'>) {
  const lines = [
    withdraw && reopen && '撤回修改：收回来改，再提交审核',
    withdraw && edit && '修改：改好后再提交审核',
    withdraw && (reopen || edit) && '撤回：不再发布',
    copy && repeat && '复制为草稿：以此为底稿，另写一条',
    copy && repeat && '重复发布：同一条再发一次，间隔和次数有限制（制度 3.3.1）；也须提交审核',
  ].filter((line) => line !== false);
  if (!lines.length) return null;
  return (
    <ul className="w-full text-muted text-xs">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
