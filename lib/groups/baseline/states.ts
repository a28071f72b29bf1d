import type { BaselineResult, BaselineStatus } from '@/db/schema/roster';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const baselineStates = {
  draft: { label: '待群管理员确认', tone: 'warning' },
  confirmed: { label: '待街道办公室确认', tone: 'info' },
  done: { label: '已完成', tone: 'success' },
  discarded: { label: '已放弃', tone: 'neutral' },
} as const satisfies Record<BaselineStatus, State>;

/** 存量登记 (2.1.1): the group's administrator vouches for the list, then the Office; never the same person. */
export const baselineWorkflow = defineWorkflow({
  name: 'baseline',
  label: '存量登记',
  states: baselineStates,
  verbs: {
    vouch: { label: '群管理员确认', from: ['draft'], to: 'confirmed', clause: '2.1.1' },
    decide: { label: '街道办公室确认', from: ['confirmed'], to: 'done', clause: '2.1.1' },
    return: { label: '退回修改', from: ['confirmed'], to: 'draft', clause: '2.1.1' },
    discard: { label: '放弃', from: ['draft', 'confirmed'], to: 'discarded', clause: '2.1.1' },
  },
});

/** What confirming would do with a line, on screens. */
export const baselineResultNames: Readonly<Record<BaselineResult, State>> = {
  known: { label: '已登记人员', tone: 'success' },
  new: { label: '新登记', tone: 'info' },
  member: { label: '已在群中', tone: 'neutral' },
  unclear: { label: '需要核对', tone: 'warning' },
  left_out: { label: '不纳入', tone: 'neutral' },
};
