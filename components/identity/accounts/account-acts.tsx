'use client';

import { useState } from 'react';
import { ActionButton } from '@/components/form/action-button';
import { disableAccount, enableAccount, endSessions, unlockAccount } from '@/lib/identity/accounts/actions';
import type { AccountHold } from '@/lib/identity/accounts/queries';
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
      {hold && account !== 'disabled' ? <OpenAccountActs input={input} hold={hold} /> : null}
    </div>
  );
}

type OpenAccountProps = { input: { personId: string; reason: string }; hold: AccountHold };

function OpenAccountActs({ input, hold }: OpenAccountProps) {
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
