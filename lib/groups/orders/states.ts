import type { OrderStatus } from '@/db/schema/membership';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const orderStates = {
  open: { label: '待办理', tone: 'warning' },
  done: { label: '已办理', tone: 'success' },
  failed: { label: '未办成', tone: 'error' },
  cancelled: { label: '已取消', tone: 'neutral' },
} as const satisfies Record<OrderStatus, State>;

/** 群内办理单 (2.2.1a). A failed one stays failed: the Office issues a new one. */
export const orderWorkflow = defineWorkflow({
  name: 'order',
  label: '群内办理单',
  states: orderStates,
  verbs: {
    complete: { label: '办理完成', from: ['open'], to: 'done', clause: '2.2.1a' },
    fail: { label: '办理不成', from: ['open'], to: 'failed', clause: '2.2.1a' },
    cancel: { label: '取消', from: ['open'], to: 'cancelled', clause: '2.2.1a' },
  },
});
