import type { OrderStatus, RequestKind, RequestStatus } from '@/db/schema/membership';
import type { DeadlineText } from '@/lib/calendar/rules';
import type { ListDefinition, ListState, Page } from '@/lib/core/paging';
import { periodChoices } from '../figures/list';
import type { RequestParties } from './policy';
import { submitterOf } from './rules';
import { joinWorkflow, shownState } from './states';

/** What the Office needs to decide, about the person of a request. */
export interface Evidence {
  /** Groups he is in now, other than the one asked for. */
  groups: string[];
  /** Groups he was taken out of earlier, newest first, with the reason. */
  removals: { group: string; until: Date; reason: string }[];
}

export interface RequestRow extends RequestParties {
  id: string;
  number: string;
  /** Shared by requests that were sent together. */
  batchId: string;
  kind: RequestKind;
  status: RequestStatus;
  version: number;
  personName: string;
  /** No colleague: a resident, a contractor. The unit that asks for him answers for him. */
  affiliated: boolean;
  phoneMasked: string | null;
  unitName: string;
  duty: string;
  groupName: string;
  nickname: string;
  reason: string;
  submittedByName: string;
  submittedForName: string | null;
  submittedAt: Date;
  dueAt: Date;
  /** What is left until the decision is due; null once it is made. */
  deadline: DeadlineText | null;
  statusAt: Date;
  statusByName: string;
  decisionReason: string | null;
  /** The day of the transfer it is part of, while that is still to come. */
  transferOn: string | null;
  evidence: Evidence;
  /** The latest order of what waits for the group; `deadline` as long as it is to be done, be it failed. */
  order: { status: OrderStatus; statusAt: Date; dueAt: Date; deadline: DeadlineText | null } | null;
  may: { decide: boolean };
}

/** What was asked for one person at once: one request, or several into different groups. */
export interface RequestLine {
  /** That of its first request. */
  id: string;
  /** At least one, in the order of the form. */
  requests: RequestRow[];
  /** About the person, whatever he is asked for. */
  evidence: Evidence;
}

/** Lines, counted as such, with the count of the requests in all of them. */
export interface RequestLinePage extends Page<RequestLine> {
  requests: { total: number; totalIsExact: boolean };
}

const kindNames: Record<RequestKind, string> = { join: '入群', leave: '退群' };

const statusChoices = (['reported', 'submitted', 'approved', 'done', 'rejected', 'withdrawn'] as const).map(
  (value) => ({
    value,
    label: joinWorkflow.states[value].label,
  }),
);

const isAmong = (chosen: readonly string[] | undefined, statuses: readonly string[]): boolean =>
  chosen?.every((status) => statuses.includes(status)) ?? false;

/** Whether everything a list shows waits to be decided, and so has one deadline to stand in the order of. */
export const standsByDue = ({ filters }: ListState): boolean =>
  isAmong(filters.status, ['reported', 'submitted']) || filters.wait?.join() === 'me';

/**
 * The list as it can be put in order: what is being handled shows the deadline of its order, and what is settled none. With such rows it
 * stands by when they were asked for: the oldest first while they are under way, the latest first once some are not.
 */
export function inOrder(state: ListState): ListState {
  if (state.sort !== 'due' || standsByDue(state)) return state;
  const underWay = isAmong(state.filters.status, ['reported', 'submitted', 'approved']);
  return { ...state, sort: 'submitted', dir: underWay ? 'asc' : 'desc' };
}

export const requestList: ListDefinition<RequestRow> = {
  name: 'membership',
  title: '入群退群申请',
  sorts: ['due', 'submitted'],
  defaultSort: 'submitted',
  defaultDir: 'desc',
  filters: {
    status: { label: '状态', choices: statusChoices },
    kind: { label: '类型', choices: Object.entries(kindNames).map(([value, label]) => ({ value, label })) },
    unit: { label: '单位' },
    group: { label: '工作群' },
    overdue: { label: '时限', choices: [{ value: 'yes', label: '已逾期' }] },
    period: { label: '提交时间', choices: periodChoices },
    late: { label: '审核', choices: [{ value: 'yes', label: '审核超时' }] },
    /** Requests that wait for the reader to decide, for the Office because their order could not be done, or for the head to put a number right. */
    wait: {
      label: '待我处理',
      choices: [
        { value: 'me', label: '待我审核' },
        { value: 'office', label: '未办成待处置' },
        { value: 'phone', label: '待更正手机号' },
      ],
    },
  },
  columns: [
    { title: '编号', value: (row) => row.number, width: 14 },
    { title: '类型', value: (row) => kindNames[row.kind], width: 8 },
    { title: '姓名', value: (row) => row.personName, width: 12 },
    { title: '人员类别', value: (row) => (row.affiliated ? '外部人员' : '工作人员'), width: 10 },
    { title: '手机号', value: (row) => row.phoneMasked, width: 14 },
    { title: '单位', value: (row) => row.unitName, width: 20 },
    { title: '职务', value: (row) => row.duty, width: 16 },
    { title: '工作群', value: (row) => row.groupName, width: 24 },
    { title: '群昵称', value: (row) => row.nickname, width: 18 },
    { title: '申请事由', value: (row) => row.reason, width: 32 },
    { title: '状态', value: (row) => shownState(row, row.order?.status).label, width: 10 },
    { title: '提交人', value: (row) => submitterOf(row), width: 12 },
    { title: '提交时间', value: (row) => row.submittedAt, width: 18 },
    { title: '审核时限', value: (row) => row.dueAt, width: 18 },
    { title: '最近办理', value: (row) => row.statusByName, width: 12 },
    { title: '办理时间', value: (row) => row.statusAt, width: 18 },
    { title: '审核意见', value: (row) => row.decisionReason, width: 32 },
  ],
};
