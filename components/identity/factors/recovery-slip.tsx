'use client';

import { Button, ButtonLink } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { printSlip } from '../accounts/print-slip';

type RecoverySlipProps = {
  username: string;
  codes: string[];
  /** Where to go on; without it `onDone` folds the slip away. */
  next: string | undefined;
  onDone: () => void;
};

const title = '群序恢复码';
const note = '手机不在身边时，可用一个恢复码代替动态口令。每个只能用一次，请像存折一样保管。';

/** A file of plain text, made in the browser: the codes are kept nowhere on the server. */
function download(username: string, codes: readonly string[]): void {
  const text = [title, `用户名：${username}`, '', ...codes, '', note, ''].join('\r\n');
  // Editors that expect the Chinese encoding of old recognise UTF-8 by its mark.
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${title}_${username}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}

/** The one time the recovery codes are shown: to be printed, saved or copied before going on. */
export function RecoverySlip({ username, codes, next, onDone }: RecoverySlipProps) {
  const lines = [
    { term: '用户名', value: username },
    ...codes.map((value, index) => ({ term: `恢复码 ${index + 1}`, value })),
  ];
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning" title="请先保存好恢复码，再离开本页" live>
        {note}恢复码只显示这一次；以前若有，已全部失效。
      </Notice>
      <ol aria-label="恢复码" className="grid grid-cols-2 gap-x-6 gap-y-1.5">
        {codes.map((code) => (
          <li key={code} className="font-medium text-base tabular-nums">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" onClick={() => printSlip(title, lines, note)}>
          打印
        </Button>
        <Button size="small" onClick={() => download(username, codes)}>
          下载
        </Button>
        <CopyButton text={codes.join('\n')} label="全部复制" framed />
      </div>
      <div>
        {next ? (
          <ButtonLink kind="primary" href={next}>
            已保存好，继续
          </ButtonLink>
        ) : (
          <Button kind="primary" onClick={onDone}>
            已保存好
          </Button>
        )}
      </div>
    </div>
  );
}
