import type { Platform } from '@/db/schema/groups';
import type { OrderKind, OrderStatus } from '@/db/schema/membership';
import type { DeadlineText } from '@/lib/calendar/rules';
import type { ListDefinition } from '@/lib/core/paging';
import { kindsOfOrder } from './kinds';
import { orderWorkflow } from './states';

export interface OrderRow {
  id: string;
  number: string;
  kind: OrderKind;
  status: OrderStatus;
  version: number;
  groupId: string;
  groupName: string;
  platform: Platform;
  personName: string | null;
  phoneMasked: string | null;
  nickname: string | null;
  /** Of the notice that it carries. */
  title: string | null;
  unitName: string | null;
  /** Number of the request it came from. */
  origin: string | null;
  clause: string;
  createdAt: Date;
  dueAt: Date;
  /** What is left until it is due, or how long it has been; null once nothing is to be done any more. */
  deadline: DeadlineText | null;
  /** It was done, but after its time. */
  late: boolean;
  statusAt: Date;
  statusByName: string;
  handledAt: Date | null;
  failReason: string | null;
  /** Open, and the reader's own to handle rather than somebody else's whom he could stand in for. */
  mine: boolean;
  /** Names of the group's administrators. */
  administrators: string[];
  may: { handle: boolean };
}

/** In words for a sheet: how long it is overdue, that it was done late, or nothing. */
function lateness({ deadline, late }: OrderRow): string | null {
  if (deadline?.overdue) return deadline.text;
  return late ? '逾期办理' : null;
}

const statusChoices = Object.entries(orderWorkflow.states).map(([value, { label }]) => ({ value, label }));
const kindChoices = Object.entries(kindsOfOrder).map(([value, { name }]) => ({ value, label: name }));

export const orderList: ListDefinition<OrderRow> = {
  name: 'orders',
  title: '群内办理单',
  sorts: ['due', 'opened'],
  defaultSort: 'opened',
  defaultDir: 'desc',
  filters: {
    status: { label: '状态', choices: statusChoices },
    kind: { label: '事项', choices: kindChoices },
    group: { label: '工作群' },
    overdue: { label: '时限', choices: [{ value: 'yes', label: '已逾期' }] },
    wait: {
      label: '待我处理',
      choices: [
        { value: 'me', label: '待我办理' },
        { value: 'office', label: '未办成待处置' },
      ],
    },
  },
  columns: [
    { title: '编号', value: (row) => row.number, width: 14 },
    { title: '事项', value: (row) => kindsOfOrder[row.kind].name, width: 12 },
    { title: '工作群', value: (row) => row.groupName, width: 24 },
    { title: '姓名', value: (row) => row.personName, width: 12 },
    { title: '手机号', value: (row) => row.phoneMasked, width: 14 },
    { title: '群昵称', value: (row) => row.nickname, width: 18 },
    { title: '信息标题', value: (row) => row.title, width: 32 },
    { title: '来源申请', value: (row) => row.origin, width: 14 },
    { title: '状态', value: (row) => orderWorkflow.states[row.status].label, width: 10 },
    { title: '下达时间', value: (row) => row.createdAt, width: 18 },
    { title: '办理时限', value: (row) => row.dueAt, width: 18 },
    { title: '办理时间', value: (row) => row.handledAt, width: 18 },
    { title: '逾期', value: (row) => lateness(row), width: 14 },
    { title: '最近经办', value: (row) => row.statusByName, width: 12 },
    { title: '未办成原因', value: (row) => row.failReason, width: 32 },
  ],
};
