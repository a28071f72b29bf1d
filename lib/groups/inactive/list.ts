import type { ActivityKind } from '@/db/schema/activity';
import type { Platform } from '@/db/schema/groups';
import type { RequestStatus } from '@/db/schema/membership';
import type { EscalatedWhy, SweepStatus } from '@/db/schema/sweeps';
import type { DeadlineText } from '@/lib/calendar/rules';
import type { ListDefinition } from '@/lib/core/paging';
import { officeDay } from '@/lib/core/time';
import { activityName } from '../activity/rules';
import { leaveWorkflow } from '../leaving/states';
import { escalatedNames, sweepName } from './rules';
import { sweepWorkflow } from './states';

export interface ItemRow {
  id: string;
  version: number;
  status: SweepStatus;
  sweep: { startedAt: Date; byHand: boolean };
  personName: string;
  duty: string;
  hasAccount: boolean;
  unitName: string;
  groupName: string;
  platform: Platform;
  /** In how many groups he is now. */
  groupCount: number;
  memberSince: Date;
  lastAt: Date | null;
  lastKind: ActivityKind | null;
  askedAt: Date;
  dueAt: Date;
  /** What is left until an answer is due; null once there is one. */
  deadline: DeadlineText | null;
  escalatedWhy: EscalatedWhy | null;
  statusAt: Date;
  answeredByName: string | null;
  answeredForName: string | null;
  reason: string | null;
  /** The leave by which he is taken out. */
  request: { id: string; number: string; status: RequestStatus } | null;
  may: { answer: boolean };
}

/** `2026-08-03 登录平台`, or that there was nothing since he came. */
export const lastSeenText = ({ lastAt, lastKind }: Pick<ItemRow, 'lastAt' | 'lastKind'>): string =>
  lastAt && lastKind ? `${officeDay(lastAt)} ${activityName(lastKind)}` : '入群以来没有活动';

/** Who answered: `李娟`, or `张三（代李娟）` when a delegate did. */
export function answererOf({
  answeredByName,
  answeredForName,
}: Pick<ItemRow, 'answeredByName' | 'answeredForName'>): string {
  if (!answeredByName) return '';
  return answeredForName ? `${answeredByName}（代${answeredForName}）` : answeredByName;
}

/** How far the removal has got. */
export const removalText = ({ request }: Pick<ItemRow, 'request'>): string =>
  request ? `${request.number} ${leaveWorkflow.states[request.status].label}` : '';

export const inactiveList: ListDefinition<ItemRow> = {
  name: 'inactive',
  title: '不活跃成员清理',
  sorts: ['due', 'last'],
  defaultSort: 'due',
  defaultDir: 'asc',
  filters: {
    sweep: { label: '清理' },
    status: {
      label: '状态',
      choices: Object.entries(sweepWorkflow.states).map(([value, { label }]) => ({ value, label })),
    },
    unit: { label: '单位' },
    group: { label: '工作群' },
  },
  columns: [
    { title: '清理', value: (row) => sweepName(row.sweep), width: 18 },
    { title: '姓名', value: (row) => row.personName, width: 12 },
    { title: '单位', value: (row) => row.unitName, width: 20 },
    { title: '职务', value: (row) => row.duty, width: 16 },
    { title: '工作群', value: (row) => row.groupName, width: 24 },
    { title: '入群时间', value: (row) => row.memberSince, width: 18 },
    { title: '最近活动', value: (row) => lastSeenText(row), width: 24 },
    { title: '所在群数', value: (row) => row.groupCount, width: 10 },
    { title: '账号', value: (row) => (row.hasAccount ? '有' : '无'), width: 8 },
    { title: '状态', value: (row) => sweepWorkflow.states[row.status].label, width: 14 },
    {
      title: '转办公室原因',
      value: (row) => row.escalatedWhy && escalatedNames[row.escalatedWhy],
      width: 20,
    },
    { title: '询问时间', value: (row) => row.askedAt, width: 18 },
    { title: '答复时限', value: (row) => row.dueAt, width: 18 },
    { title: '答复人', value: (row) => answererOf(row), width: 14 },
    { title: '理由', value: (row) => row.reason, width: 32 },
    { title: '退群申请', value: (row) => removalText(row), width: 20 },
  ],
};
