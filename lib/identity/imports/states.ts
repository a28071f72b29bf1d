import type { ImportStatus } from '@/db/schema/imports';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const importStates = {
  ready: { label: '待确认', tone: 'warning' },
  importing: { label: '正在导入', tone: 'info' },
  done: { label: '已导入', tone: 'success' },
  discarded: { label: '已放弃', tone: 'neutral' },
} as const satisfies Record<ImportStatus, State>;

/** 导入批次: nothing is written before it is started, and what was started comes to its end. */
export const importWorkflow = defineWorkflow({
  name: 'import',
  label: '批量导入',
  states: importStates,
  verbs: {
    start: { label: '确认导入', from: ['ready'], to: 'importing', clause: '1.2' },
    discard: { label: '放弃', from: ['ready'], to: 'discarded', clause: '1.2' },
    finish: { label: '导入完成', from: ['importing'], to: 'done', clause: '1.2' },
  },
});
