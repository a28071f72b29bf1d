import type { OrderStatus, RequestKind, RequestStatus } from '@/db/schema/membership';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';
import { leaveWorkflow } from '../leaving/states';

/** States shared by joining and leaving; each kind has verbs of its own. */
const requestStates = {
  reported: { label: '待负责人提交', tone: 'warning' },
  submitted: { label: '待审核', tone: 'warning' },
  approved: { label: '待办理', tone: 'info' },
  done: { label: '已办结', tone: 'success' },
  rejected: { label: '已驳回', tone: 'error' },
  withdrawn: { label: '已撤回', tone: 'neutral' },
} as const satisfies Record<RequestStatus, State>;

/** 入群申请 (2.1.1). `finish` is the receipt's consequence, `terminate` the Office's end of what could not be handled. */
export const joinWorkflow = defineWorkflow({
  name: 'membership',
  label: '入群申请',
  states: requestStates,
  verbs: {
    approve: { label: '通过', from: ['submitted'], to: 'approved', clause: '2.1.1' },
    reject: { label: '驳回', from: ['submitted'], to: 'rejected', clause: '2.1.1' },
    withdraw: { label: '撤回', from: ['submitted', 'approved'], to: 'withdrawn', clause: '2.1.1' },
    terminate: { label: '终止申请', from: ['approved'], to: 'withdrawn', clause: '2.1.1' },
    finish: { label: '办结', from: ['approved'], to: 'done', clause: '2.1.1' },
  },
});

export type JoinVerb = keyof typeof joinWorkflow.verbs;

const stuck: State = { label: '未办成待处置', tone: 'error' };

const planned: State = { label: '待变动生效', tone: 'info' };

interface Shown {
  kind: RequestKind;
  status: RequestStatus;
  /** The day of the transfer it is part of, while that is still to come: `2026-12-01`. */
  transferOn?: string | null;
}

/**
 * What a badge says of a request: one whose latest order could not be done waits for the Office, not for the group; one that is part
 * of a transfer, for its day.
 */
export function shownState({ kind, status, transferOn }: Shown, latestOrder: OrderStatus | undefined): State {
  const handled = kind === 'join' ? 'approved' : 'submitted';
  if (transferOn && status === handled) return planned;
  if (status === handled && latestOrder === 'failed') return stuck;
  return kind === 'join' ? requestStates[status] : leaveWorkflow.states[status];
}

/** A person may have one request in these states per group. */
export const openStatuses = ['reported', 'submitted', 'approved'] as const satisfies RequestStatus[];
