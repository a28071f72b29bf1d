import type { NoticeCategory, NoticeStatus, ReceiptWanted } from '@/db/schema/notices';
import type { DeadlineText } from '@/lib/calendar/rules';
import type { ListDefinition } from '@/lib/core/paging';
import { periodChoices } from '@/lib/groups/figures/list';
import type { Chats } from './delivery/rules';
import { categoryNames, noticeWorkflow } from './states';

/** What a reader was asked for himself, and has done. */
export interface OwnReceipt {
  wanted: ReceiptWanted;
  dueAt: Date | null;
  readAt: Date | null;
  acknowledgedAt: Date | null;
}

/** By which way a notice went out. */
export interface WayOut {
  /** 先行发布: before it was reviewed. */
  first: boolean;
  /** 补登: it stood in the chats before. */
  recorded: boolean;
  /** 时段外发布. */
  released: boolean;
  /** Why out of hours, or why it was recorded late. */
  why: string | null;
}

export interface NoticeRow {
  id: string;
  number: string | null;
  title: string;
  category: NoticeCategory;
  major: boolean;
  status: NoticeStatus;
  unitName: string;
  authorName: string;
  /** 目标群: the first few names, and how many there are. */
  groups: { names: string[]; total: number };
  /** A draft's last change. */
  editedAt: Date;
  submittedAt: Date | null;
  publishAt: Date | null;
  publishedAt: Date | null;
  /** How many chats have it; null while it is not out, and for whoever is not told. */
  chats: Chats | null;
  /** Null while it has not gone out. */
  way: WayOut | null;
  receiptWanted: ReceiptWanted;
  receiptDueAt: Date | null;
  /** Null when the reader is none of those it is for. */
  receipt: OwnReceipt | null;
  /** Until his acknowledgement is due; null when none is asked for any more. */
  deadline: DeadlineText | null;
}

export const noticeViews = {
  received: '收到的',
  todo: '待我知悉',
  mine: '我起草的',
} as const;
/** Whose notices a list shows; without one all that the reader may see. */
export type NoticeView = keyof typeof noticeViews;

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const receiptWords = (row: NoticeRow): string =>
  row.receiptWanted === 'acknowledge' ? '须回执' : '阅读即可';

function wayWords({ way }: NoticeRow): string {
  if (!way) return '';
  if (way.first) return way.recorded ? '先行发布（补登）' : '先行发布';
  return way.released ? '经批准在时段外发布' : '审核后发布';
}

/** A cell of a sheet is not struck out: it says so. */
const titleWords = ({ title, status }: NoticeRow): string =>
  status === 'recalled' ? `（${noticeWorkflow.states.recalled.label}）${title}` : title;

/** `和平社区工作群、社区书记群 等 5 个群` */
export const groupsText = ({ names, total }: NoticeRow['groups']): string =>
  total > names.length ? `${names.join('、')} 等 ${total} 个群` : names.join('、');

export const noticeList: ListDefinition<NoticeRow> = {
  name: 'notices',
  title: '信息发布',
  sorts: ['time', 'due'],
  defaultSort: 'time',
  defaultDir: 'desc',
  filters: {
    view: { label: '范围', choices: choicesOf(noticeViews) },
    status: {
      label: '状态',
      choices: Object.entries(noticeWorkflow.states).map(([value, { label }]) => ({ value, label })),
    },
    category: { label: '信息类别', choices: choicesOf(categoryNames) },
    major: { label: '重要事项', choices: [{ value: 'yes', label: '重要事项' }] },
    unread: { label: '已读', choices: [{ value: 'yes', label: '未读' }] },
    overdue: { label: '回执', choices: [{ value: 'yes', label: '回执逾期' }] },
    left: { label: '起草人', choices: [{ value: 'yes', label: '已离岗' }] },
    stopped: {
      label: '发布',
      choices: [
        { value: 'yes', label: '已中止' },
        { value: 'no', label: '未中止' },
      ],
    },
    follow: { label: '续报', choices: [{ value: 'yes', label: '待续报' }] },
    unit: { label: '单位' },
    group: { label: '目标群' },
    period: { label: '时间', choices: periodChoices },
  },
  columns: [
    { title: '编号', value: (row) => row.number, width: 14 },
    { title: '标题', value: titleWords, width: 40 },
    { title: '信息类别', value: (row) => categoryNames[row.category], width: 10 },
    { title: '重要事项', value: (row) => (row.major ? '是' : '否'), width: 10 },
    { title: '状态', value: (row) => noticeWorkflow.states[row.status].label, width: 10 },
    { title: '发布单位', value: (row) => row.unitName, width: 18 },
    { title: '起草人', value: (row) => row.authorName, width: 12 },
    { title: '目标群', value: (row) => groupsText(row.groups), width: 36 },
    { title: '提交时间', value: (row) => row.submittedAt, width: 18 },
    { title: '发布时间', value: (row) => row.publishedAt, width: 18 },
    {
      title: '群内已发',
      value: ({ chats }) => (chats?.total ? `${chats.there}/${chats.total}` : null),
      width: 10,
    },
    { title: '发布方式', value: wayWords, width: 16 },
    { title: '发布说明', value: (row) => row.way?.why ?? null, width: 30 },
    { title: '回执要求', value: receiptWords, width: 10 },
    { title: '回执截止', value: (row) => row.receiptDueAt, width: 18 },
  ],
};
