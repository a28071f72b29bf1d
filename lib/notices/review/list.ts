import type { NoticeCategory } from '@/db/schema/notices';
import type { StepDuty, StepStatus } from '@/db/schema/reviews';
import type { DeadlineText } from '@/lib/calendar/rules';
import type { ListDefinition, ListState } from '@/lib/core/paging';
import { categoryNames } from '../states';
import { dutyNames } from './states';

/** A step as the queue shows it, with what its decision rests on. */
export interface QueueRow {
  id: string;
  noticeId: string;
  status: StepStatus;
  version: number;
  duty: StepDuty;
  afterwards: boolean;
  number: string | null;
  title: string;
  category: NoticeCategory;
  major: boolean;
  /** It went out, and was taken back since. */
  recalled: boolean;
  unitName: string;
  authorName: string;
  revisionNumber: number;
  /** Things the screening found; those that warned the author has given his reasons for. */
  hits: number;
  attachments: number;
  /** How many groups it is for. */
  targets: number;
  submittedAt: Date;
  dueAt: Date | null;
  /** Null once it is decided. */
  deadline: DeadlineText | null;
  decidedAt: Date | null;
  assignedToName: string | null;
  /** Nobody can review it, and the Office has named nobody yet. */
  vacant: boolean;
  /** Whether the reader has opened this revision. */
  opened: boolean;
  may: { review: boolean; many: boolean };
}

export const queueViews = { me: '待我审核', vacant: '待指定审核人', done: '我审核过的' } as const;
export type QueueView = keyof typeof queueViews;

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** Why it stands where it stands, in a word or two. */
export const queueState = (row: Pick<QueueRow, 'vacant' | 'assignedToName' | 'duty'>): string => {
  if (row.vacant) return '无人可审核';
  return row.assignedToName ? `指定${row.assignedToName}` : dutyNames[row.duty];
};

/** What was decided stands by when, the latest first; everything else by its deadline. */
export function inOrder(state: ListState): ListState {
  const sort = state.filters.show?.includes('done') ? 'decided' : 'due';
  return state.sort === sort ? state : { ...state, sort, dir: sort === 'decided' ? 'desc' : 'asc' };
}

export const reviewList: ListDefinition<QueueRow> = {
  name: 'review',
  title: '审核队列',
  sorts: ['due', 'decided'],
  defaultSort: 'due',
  defaultDir: 'asc',
  filters: {
    show: { label: '范围', choices: choicesOf(queueViews) },
    category: { label: '信息类别', choices: choicesOf(categoryNames) },
    major: {
      label: '重要事项',
      choices: [
        { value: 'yes', label: '重要事项' },
        { value: 'no', label: '一般信息' },
      ],
    },
    overdue: { label: '时限', choices: [{ value: 'yes', label: '已逾期' }] },
  },
  columns: [
    { title: '编号', value: (row) => row.number, width: 16 },
    { title: '标题', value: (row) => row.title, width: 40 },
    { title: '版次', value: (row) => row.revisionNumber, width: 6 },
    { title: '信息类别', value: (row) => categoryNames[row.category], width: 12 },
    { title: '重要事项', value: (row) => (row.major ? '是' : '否'), width: 8 },
    { title: '单位', value: (row) => row.unitName, width: 20 },
    { title: '起草人', value: (row) => row.authorName, width: 12 },
    { title: '目标群', value: (row) => row.targets, width: 8 },
    { title: '附件', value: (row) => row.attachments, width: 6 },
    { title: '筛查提示', value: (row) => row.hits, width: 8 },
    { title: '审核人', value: (row) => queueState(row), width: 14 },
    { title: '提交时间', value: (row) => row.submittedAt, width: 18 },
    { title: '审核时限', value: (row) => row.dueAt, width: 18 },
    { title: '审核时间', value: (row) => row.decidedAt, width: 18 },
  ],
};
