import type { TransferStatus } from '@/db/schema/membership';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const transferStates = {
  planned: { label: '待生效', tone: 'info' },
  done: { label: '已生效', tone: 'success' },
  cancelled: { label: '已取消', tone: 'neutral' },
} as const satisfies Record<TransferStatus, State>;

/** 工作变动 (2.3.1): waits for its day, then moves the person and lets the orders follow. */
export const transferWorkflow = defineWorkflow({
  name: 'transfer',
  label: '工作变动',
  states: transferStates,
  verbs: {
    carry_out: { label: '生效', from: ['planned'], to: 'done', clause: '2.3.1' },
    cancel: { label: '取消', from: ['planned'], to: 'cancelled', clause: '2.3.1' },
  },
});
