import type { OrderKind } from '@/db/schema/membership';
import type { ListDefinition } from '@/lib/core/paging';
import { summaryOf } from '../orders/kinds';
import { periodNames } from './rules';

export interface FigureRow {
  /** Null for all units together. */
  unitId: string | null;
  unitName: string;
  submitted: number;
  decided: number;
  rejected: number;
  /** In working hours, the median; null when nothing was decided. */
  decisionHours: number | null;
  late: number;
  done: number;
  handlingHours: number | null;
  /** Just now, whenever it was submitted. */
  overdue: number;
}

export interface GroupFigures {
  groupId: string;
  groupName: string;
  members: number;
  toSet: number;
  /** Orders that are still to be done, failed ones that wait for the Office among them. */
  orders: number;
  /** How many of them are past their time, by kind, most first. */
  late: { kind: OrderKind; count: number }[];
}

/** All that are late. */
export const lateOf = ({ late }: Pick<GroupFigures, 'late'>): number =>
  late.reduce((sum, { count }) => sum + count, 0);

const hours = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;

export const periodChoices = Object.entries(periodNames).map(([value, label]) => ({ value, label }));

export const figureList: ListDefinition<FigureRow> = {
  name: 'membership-figures',
  title: '入群申请办理统计',
  sorts: ['unit'],
  defaultSort: 'unit',
  defaultDir: 'asc',
  filters: { period: { label: '提交时间', choices: periodChoices } },
  columns: [
    { title: '单位', value: (row) => row.unitName, width: 20 },
    { title: '提交', value: (row) => row.submitted, width: 10 },
    { title: '已审核', value: (row) => row.decided, width: 10 },
    { title: '驳回', value: (row) => row.rejected, width: 10 },
    { title: '审核用时中位数（工作小时）', value: (row) => hours(row.decisionHours), width: 26 },
    { title: '审核超时', value: (row) => row.late, width: 10 },
    { title: '已办结', value: (row) => row.done, width: 10 },
    { title: '办理用时中位数（工作小时）', value: (row) => hours(row.handlingHours), width: 26 },
    { title: '现逾期未审', value: (row) => row.overdue, width: 10 },
  ],
};

export const conformityList: ListDefinition<GroupFigures> = {
  name: 'nickname-conformity',
  title: '各群昵称和办理情况',
  sorts: ['group'],
  defaultSort: 'group',
  defaultDir: 'asc',
  filters: {},
  columns: [
    { title: '工作群', value: (row) => row.groupName, width: 26 },
    { title: '成员', value: (row) => row.members, width: 10 },
    { title: '待改昵称', value: (row) => row.toSet, width: 12 },
    { title: '已规范', value: (row) => row.members - row.toSet, width: 10 },
    { title: '待办理', value: (row) => row.orders, width: 10 },
    { title: '逾期未办', value: (row) => lateOf(row), width: 10 },
    { title: '逾期事项', value: (row) => summaryOf(row.late), width: 30 },
  ],
};
