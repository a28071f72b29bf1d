'use client';

import { useState } from 'react';
import { ActionButton } from '@/components/form/action-button';
import { disableAccount, enableAccount, endSessions, unlockAccount } from '@/lib/identity/accounts/actions';
import type { AccountHold } from '@/lib/identity/accounts/queries';
import { resetSomebodysFactor } from '@/lib/identity/factors/actions';
import type { AccountState } from '@/lib/identity/people/list';
import { Disclosure } from '../disclosure';
import { IssueCode } from './issue-code';
import { type Slip, SlipDialog } from './slip-dialog';

type AccountActsProps = {
  /** Null as long as there is no account. */
  hold: AccountHold | null;
  person: { id: string; name: string; account: AccountState; username: string | null };
};

/** What the system administrator can do with somebody's account just now. */
export function AccountActs({ person, hold }: AccountActsProps) {
  const { id, name, account, username } = person;
  const input = { personId: id, reason: '' };
  const [slip, setSlip] = useState<Slip>();
  const [round, setRound] = useState(0);

  /** Shows the code; the form that asked for it is folded up again. */
  function issued(fresh: Slip): void {
    setSlip(fresh);
    setRound(round + 1);
  }
  return (
    <div className="mt-4 flex flex-col items-start gap-2 border-base-300 border-t pt-4">
      {account === 'disabled' ? (
        <ActionButton
          action={enableAccount}
          input={input}
          label="恢复账号"
          size="small"
          reason={{ field: 'reason', label: '恢复原因' }}
          success="已恢复账号"
        />
      ) : (
        <Disclosure key={round} label={username ? '重新发放登录码' : '开通账号'}>
          <IssueCode personId={id} username={username} onIssued={issued} />
        </Disclosure>
      )}
      <SlipDialog name={name} slip={slip} onClose={() => setSlip(undefined)} />
      {hold && account !== 'disabled' ? <OpenAccountActs input={input} hold={hold} onSlip={issued} /> : null}
    </div>
  );
}

type OpenAccountProps = {
  input: { personId: string; reason: string };
  hold: AccountHold;
  onSlip: (slip: Slip) => void;
};

function OpenAccountActs({ input, hold, onSlip }: OpenAccountProps) {
  return (
    <>
      {hold.locked ? (
        <ActionButton
          action={unlockAccount}
          input={input}
          label="解除锁定"
          size="small"
          reason={{ field: 'reason', label: '解除原因' }}
          success="已解除锁定，可以重新登录"
        />
      ) : null}
      {hold.secondFactor ? (
        <ActionButton
          action={resetSomebodysFactor}
          input={input}
          label="重置动态口令"
          size="small"
          confirm="手机和恢复码都丢了才办理，并须当面核对本人身份。原密码、动态口令和恢复码随即失效，会话一并结束，另发登录码；本人登录后须重新设置。"
          reason={{ field: 'reason', label: '重置原因', placeholder: '如：手机遗失，已当面核对工作证' }}
          success="已重置动态口令"
          onSuccess={onSlip}
        />
      ) : null}
      {hold.signedIn ? (
        <ActionButton
          action={endSessions}
          input={input}
          label="结束全部会话"
          size="small"
          reason={{ field: 'reason', label: '结束原因' }}
          success={({ ended }) => `已结束 ${ended} 个会话`}
        />
      ) : null}
      <ActionButton
        action={disableAccount}
        input={input}
        label="停用账号"
        size="small"
        reason={{ field: 'reason', label: '停用原因' }}
        success="已停用账号，会话一并结束"
      />
    </>
  );
}
