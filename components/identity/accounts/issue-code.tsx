'use client';

import { ActionForm } from '@/components/form/action-form';
import { TextField } from '@/components/form/text-field';
import { issueCode } from '@/lib/identity/accounts/actions';
import { issueCodeInput } from '@/lib/identity/accounts/input';
import type { Slip } from './slip-dialog';

type IssueCodeProps = { personId: string; username: string | null; onIssued: (slip: Slip) => void };

/** Gives a person an account or a way back into it: the code is shown once, by whoever asked for it here. */
export function IssueCode({ personId, username, onIssued }: IssueCodeProps) {
  return (
    <ActionForm
      schema={issueCodeInput}
      defaults={{ personId, username: '' }}
      action={issueCode}
      submit={username ? '发放新登录码' : '开通账号并发放登录码'}
      onSuccess={onIssued}
    >
      {username ? (
        <p className="text-muted">原密码和原登录码随即失效，已登录的会话一并结束。</p>
      ) : (
        <TextField
          name="username"
          label="用户名"
          placeholder="如 heping.zhang"
          hint="3 至 32 位小写字母、数字或 . _ -，以字母开头；以后不能更改"
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
    </ActionForm>
  );
}
