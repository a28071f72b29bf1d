import { ActionButton } from '@/components/form/action-button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { departPersonAction } from '@/lib/groups/departing/actions';
import type { DeparturePreview } from '@/lib/identity/people/queries/departure';

type DepartureCardProps = { id: string; name: string; preview: DeparturePreview };

/** What a departure ends and leaves to do, before it is entered. */
export function DepartureCard({ id, name, preview }: DepartureCardProps) {
  const { ends, groupsToLeave } = preview;
  return (
    <Card title="办理离任" id="depart">
      {ends.length ? (
        <>
          <p className="mb-1">办理后立即结束：</p>
          <ul className="mb-3 list-disc pl-5">
            {ends.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className="mb-3 text-muted">{name}没有角色、兼职、委托和账号，办理后移入「已离任」。</p>
      )}
      {groupsToLeave.length ? (
        <div className="mb-3">
          <Notice tone="warning" title={`退出 ${groupsToLeave.length} 个工作群`}>
            {groupsToLeave.join('、')}。移出办理单同时下达群管理员（制度 2.3.1）。
          </Notice>
        </div>
      ) : null}
      <ActionButton
        action={departPersonAction}
        input={{ id, reason: '' }}
        label="办理离任"
        kind="danger"
        reason={{ field: 'reason', label: '离任事由', placeholder: '如：调任区民政局；退休' }}
        success={`已为${name}办理离任`}
      />
    </Card>
  );
}
