'use client';

import { ActionButton } from '@/components/form/action-button';
import { chaseReceiptsAction } from '@/lib/notices/receipts/actions';
import { chasedText } from '@/lib/notices/receipts/rules';

interface ChaseButtonProps {
  noticeId: string;
  /** Null: everybody who is missing. */
  unitId: string | null;
  /** How many that are. */
  people: number;
}

/** 一键催办: asks once more those who have not answered. */
export function ChaseButton({ noticeId, unitId, people }: ChaseButtonProps) {
  return (
    <ActionButton
      action={chaseReceiptsAction}
      input={{ noticeId, unitId }}
      label={unitId ? '催办' : '一键催办'}
      kind={unitId ? 'quiet' : 'primary'}
      size={unitId ? 'small' : 'normal'}
      confirm={`向 ${people} 名未完成的人员发送提醒？`}
      answer={{ label: '确认催办', kind: 'primary' }}
      success={chasedText}
    />
  );
}
