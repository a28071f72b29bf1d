import type { ListDefinition } from '@/lib/core/paging';
import { type JobName, jobNames, jobRegistry } from './registry';

export interface JobFailureRow {
  id: string;
  job: JobName;
  label: string;
  /** `failed`: given up after the last attempt; `retry`: waits for the next one. */
  state: 'failed' | 'retry';
  /** How often it was tried. */
  attempts: number;
  at: Date;
  /** When it is tried again, for those that are. */
  nextAt: Date | null;
  reason: string;
  may: { retry: boolean };
}

export const jobStateNames = {
  created: '等待执行',
  retry: '等待重试',
  active: '正在执行',
  completed: '已完成',
  cancelled: '已取消',
  failed: '失败',
} as const;

export type JobState = keyof typeof jobStateNames;

export const jobFailureList: ListDefinition<JobFailureRow> = {
  name: 'job-failures',
  title: '后台任务失败记录',
  sorts: ['at'],
  defaultSort: 'at',
  defaultDir: 'desc',
  filters: {
    job: {
      label: '任务',
      choices: jobNames.map((name) => ({ value: name, label: jobRegistry[name].label })),
    },
    state: {
      label: '状态',
      choices: [
        { value: 'failed', label: jobStateNames.failed },
        { value: 'retry', label: jobStateNames.retry },
      ],
    },
  },
  columns: [
    { title: '任务', value: (row) => row.label, width: 24 },
    { title: '状态', value: (row) => jobStateNames[row.state], width: 12 },
    { title: '尝试次数', value: (row) => row.attempts, width: 10 },
    { title: '失败时间', value: (row) => row.at, width: 18 },
    { title: '下次重试', value: (row) => row.nextAt, width: 18 },
    { title: '原因', value: (row) => row.reason, width: 60 },
  ],
};
