'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/form/action-form';
import { TextField } from '@/components/form/text-field';
import { Button } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { formatMoment } from '@/lib/core/time';
import { issueCode } from '@/lib/identity/accounts/actions';
import { issueCodeInput } from '@/lib/identity/accounts/input';
import { printSlip } from './print-slip';

interface Slip {
  username: string;
  code: string;
  expiresAt: Date;
}

type IssueCodeProps = { personId: string; name: string; username: string | null };

const note = '登录后请立即设置自己的密码。登录码只能使用一次，请当面交给本人，用后销毁。';

/** Gives a person an account or a way back into it: the code is shown once, to be printed and handed over. */
export function IssueCode({ personId, name, username }: IssueCodeProps) {
  const [slip, setSlip] = useState<Slip>();
  return (
    <>
      <ActionForm
        schema={issueCodeInput}
        defaults={{ personId, username: '' }}
        action={issueCode}
        submit={username ? '发放新登录码' : '开通账号并发放登录码'}
        onSuccess={setSlip}
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
      <Dialog open={slip !== undefined} onClose={() => setSlip(undefined)} title={`${name}的登录码`}>
        {slip ? <SlipView slip={slip} name={name} /> : null}
      </Dialog>
    </>
  );
}

function SlipView({ slip, name }: { slip: Slip; name: string }) {
  const lines = [
    { term: '姓名', value: name },
    { term: '用户名', value: slip.username },
    { term: '登录码', value: slip.code },
    { term: '有效期至', value: formatMoment(new Date(slip.expiresAt)) },
  ];
  return (
    <div className="flex flex-col gap-4">
      <DefinitionList
        columns={1}
        items={lines.map(({ term, value }) => ({
          term,
          value: <span className="font-medium text-base tabular-nums">{value}</span>,
        }))}
      />
      <Notice tone="warning">登录码只显示这一次，关闭后无法再看，只能重新发放。{note}</Notice>
      <div>
        <Button kind="primary" onClick={() => printSlip('群序登录码', lines, note)}>
          打印
        </Button>
      </div>
    </div>
  );
}
