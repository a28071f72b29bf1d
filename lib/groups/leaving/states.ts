import type { RequestStatus } from '@/db/schema/membership';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const leaveStates = {
  reported: { label: '待负责人提交', tone: 'warning' },
  submitted: { label: '待办理', tone: 'info' },
  approved: { label: '待办理', tone: 'info' },
  done: { label: '已退群', tone: 'success' },
  rejected: { label: '已驳回', tone: 'error' },
  withdrawn: { label: '已撤回', tone: 'neutral' },
} as const satisfies Record<RequestStatus, State>;

/**
 * 退群 (2.3.1): nobody approves it. The member reports it to his head, or the head files it at once; `finish` is the consequence
 * of the receipt for taking him out of the chat.
 */
export const leaveWorkflow = defineWorkflow({
  name: 'leave',
  label: '退群申请',
  states: leaveStates,
  verbs: {
    forward: { label: '提交', from: ['reported'], to: 'submitted', clause: '2.3.1' },
    withdraw: { label: '撤回', from: ['reported', 'submitted'], to: 'withdrawn', clause: '2.3.1' },
    finish: { label: '办结', from: ['submitted'], to: 'done', clause: '2.3.1' },
  },
});

export type LeaveVerb = keyof typeof leaveWorkflow.verbs;
