'use client';

import { ActionButton } from '@/components/form/action-button';
import { discardImportAction, recheckImportAction, startImportAction } from '@/lib/identity/imports/actions';

type BatchActsProps = {
  batch: { id: string; version: number; may: { start: boolean; recheck: boolean; discard: boolean } };
  /** `12 人` */
  amount: string;
  /** Rows with errors, which stay behind. */
  faulty: number;
  base: string;
};

/** What can be done with a checked sheet: import the good rows, check again, give it up. */
export function BatchActs({ batch, amount, faulty, base }: BatchActsProps) {
  const { id, version, may } = batch;
  const left = faulty ? `；有错误的 ${faulty} 行不导入，可下载改正后再传` : '';
  return (
    <div className="flex flex-wrap items-start gap-2">
      {may.start ? (
        <ActionButton
          action={startImportAction}
          input={{ id, version }}
          label={`确认导入 ${amount}`}
          kind="primary"
          confirm={`将写入 ${amount}${left}。`}
          answer={{ label: '开始导入', kind: 'primary' }}
          success="已开始导入，可以离开本页"
        />
      ) : null}
      {may.recheck ? (
        <ActionButton
          action={recheckImportAction}
          input={{ id }}
          label="重新核对"
          success="已按现在的登记重新核对"
        />
      ) : null}
      {may.discard ? (
        <ActionButton
          action={discardImportAction}
          input={{ id }}
          label="放弃"
          kind="quiet"
          confirm="放弃后，上传的内容立即清除。"
          answer={{ label: '放弃这次导入', kind: 'danger' }}
          success="已放弃"
          next={`${base}/import`}
        />
      ) : null}
    </div>
  );
}
