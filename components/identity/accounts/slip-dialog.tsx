'use client';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { formatMoment } from '@/lib/core/time';
import { printSlip } from './print-slip';

export interface Slip {
  username: string;
  code: string;
  expiresAt: Date;
}

type SlipDialogProps = { name: string; slip: Slip | undefined; onClose: () => void };

const note = '登录后请立即设置自己的密码。登录码只能使用一次，请当面交给本人，用后销毁。';

/** The one time a code is shown: to be printed, or copied to where it is handed over. */
export function SlipDialog({ name, slip, onClose }: SlipDialogProps) {
  return (
    <Dialog open={slip !== undefined} onClose={onClose} title={`${name}的登录码`}>
      {slip ? <SlipView slip={slip} name={name} /> : null}
    </Dialog>
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
      <div className="flex items-center gap-2">
        <Button kind="primary" onClick={() => printSlip('群序登录码', lines, note)}>
          打印
        </Button>
        <CopyButton text={slip.code} label="复制登录码" framed />
      </div>
    </div>
  );
}
