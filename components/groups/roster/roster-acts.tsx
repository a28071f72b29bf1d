'use client';

import { ActionButton } from '@/components/form/action-button';
import { ButtonLink } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { confirmSameAction, settleRosterAction } from '@/lib/groups/roster/actions';
import type { SettleRoster } from '@/lib/groups/roster/input';
import type { RosterRow } from '@/lib/groups/roster/list';

type Step = SettleRoster['step'];

interface RosterActsProps {
  checkId: string;
  groupId: string;
  row: Pick<
    RosterRow,
    | 'id'
    | 'version'
    | 'kind'
    | 'nickname'
    | 'expected'
    | 'personId'
    | 'personName'
    | 'hasAccount'
    | 'candidates'
    | 'status'
  >;
}

type ActProps = Omit<RosterActsProps, 'groupId'> & {
  step: Step;
  label: string;
  success: string;
  kind?: 'primary' | 'plain' | 'quiet';
  confirm?: string;
  reason?: { label: string; placeholder: string; optional?: boolean };
};

/** One way to deal with a line. */
function Act({
  checkId,
  row: { id, version },
  step,
  label,
  success,
  kind = 'quiet',
  confirm,
  reason,
}: ActProps) {
  const input: SettleRoster = { submissionId: '', checkId, rows: [{ id, version }], step, reason: undefined };
  return (
    <ActionButton
      action={settleRosterAction}
      input={input}
      label={label}
      kind={kind}
      size="small"
      success={success}
      answer={{ label: '确定', kind: 'primary' }}
      {...(confirm ? { confirm } : {})}
      {...(reason ? { reason: { field: 'reason', ...reason } } : {})}
    />
  );
}

const ignored = { label: '不处理的原因', placeholder: '如：上级部门人员，已经街道同意' };

/** What can be done next about a line that is open. */
export function RosterActs(props: RosterActsProps) {
  const { row, groupId, checkId } = props;
  const name = row.personName ?? row.nickname ?? '';
  if (row.status !== 'open')
    return <Act {...props} step="reopen" label="重新处理" success="已恢复为待处理" />;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {row.kind === 'stranger' ? <StrangerActs {...props} name={name} /> : null}
      {row.kind === 'missing' ? (
        <>
          <Act {...props} step="add" label="重新拉入群" kind="plain" success={`已下达${name}的加入办理单`} />
          <Act
            {...props}
            step="leave"
            label="登记退群…"
            success={`已登记${name}退群`}
            reason={{ label: '退群原因', placeholder: '如：已自行退群', optional: true }}
          />
        </>
      ) : null}
      {row.kind === 'misnamed' ? (
        <>
          <Act
            {...props}
            step="rename"
            label="下达改名办理单"
            kind="plain"
            success={`已下达${name}的改名办理单`}
          />
          {row.hasAccount ? (
            <Act {...props} step="tell" label="通知本人" success={`已通知${name}改昵称`} />
          ) : null}
        </>
      ) : null}
      {row.kind === 'likely' ? <LikelyActs {...props} /> : null}
      {row.kind === 'double' ? (
        <Act
          {...props}
          step="remove"
          label="移出重复账号…"
          kind="plain"
          confirm={`将下达办理单，把「${row.nickname}」中的一个账号移出群。`}
          success="移出办理单已下达"
        />
      ) : null}
      <Act
        key={`${checkId}${groupId}`}
        {...props}
        step="ignore"
        label="不处理…"
        success="已注明不处理"
        reason={ignored}
      />
    </span>
  );
}

function StrangerActs({ name, ...props }: RosterActsProps & { name: string }) {
  const { row, groupId } = props;
  return (
    <>
      {row.personId ? (
        <Act {...props} step="join" label="补办申请" kind="plain" success={`已为${name}补办申请`} />
      ) : (
        <ButtonLink
          href={`/membership/new?group=${groupId}&name=${encodeURIComponent(row.nickname ?? '')}`}
          size="small"
        >
          登记并申请
        </ButtonLink>
      )}
      <Act
        {...props}
        step="remove"
        label="移出群…"
        confirm={`将下达办理单，把「${row.nickname}」移出群。`}
        success="移出办理单已下达"
      />
    </>
  );
}

function LikelyActs(props: RosterActsProps) {
  const { row, checkId } = props;
  return (
    <>
      {row.candidates.map(({ membershipId, personName }) => (
        <ActionButton
          key={membershipId}
          action={confirmSameAction}
          input={{ checkId, id: row.id, version: row.version, membershipId }}
          label={row.candidates.length > 1 ? `是${personName}` : '确认是同一人'}
          size="small"
          onSuccess={() => notify('success', `已确认是${personName}，请继续处理昵称`)}
        />
      ))}
      <Act {...props} step="different" label="不是" success="已归入未经审批" />
    </>
  );
}
