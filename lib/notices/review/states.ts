import type { StepDuty, StepStatus } from '@/db/schema/reviews';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const stepStates = {
  waiting: { label: '等待上一步', tone: 'neutral' },
  open: { label: '待审核', tone: 'warning' },
  approved: { label: '通过', tone: 'success' },
  self_issued: { label: '负责人自行签发', tone: 'success' },
  returned: { label: '退回修改', tone: 'error' },
  rejected: { label: '不予发布', tone: 'error' },
  void: { label: '已作废', tone: 'neutral' },
} as const satisfies Record<StepStatus, State>;

/** 审核步骤 of one revision (3.4.1, 3.4.2). A step is voided when its revision is no longer what would be published. */
export const stepWorkflow = defineWorkflow({
  name: 'review',
  label: '信息审核',
  states: stepStates,
  verbs: {
    open: { label: '送审', from: ['waiting'], to: 'open', clause: '3.4.2' },
    approve: { label: '通过', from: ['open'], to: 'approved', clause: '3.4.2' },
    return: { label: '退回修改', from: ['open'], to: 'returned', clause: '3.4.2' },
    reject: { label: '不予发布', from: ['open'], to: 'rejected', clause: '3.4.2' },
    void: {
      label: '作废',
      from: ['waiting', 'open', 'approved', 'self_issued'],
      to: 'void',
      clause: '3.4.2',
    },
  },
});

export type StepVerb = keyof typeof stepWorkflow.verbs;

/** As whom one reviews. */
export const dutyNames: Readonly<Record<StepDuty, string>> = {
  head: '单位负责人',
  leader: '分管领导',
  primary: '主要领导',
};

/** Under which clause a step is taken: what concerns the unit is its head's, what is major a leader's. */
export const clauseOf = ({ duty }: { duty: StepDuty }): string => (duty === 'head' ? '3.4.2' : '3.4.1');
