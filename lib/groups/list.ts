import type { Platform } from '@/db/schema/groups';
import type { NicknameState } from '@/db/schema/membership';
import type { ListDefinition } from '@/lib/core/paging';
import { nicknameStates, platformChoices, platformNames } from './rules';

export interface GroupRow {
  id: string;
  name: string;
  platform: Platform;
  purpose: string;
  unitName: string;
  members: number;
  administrators: string[];
  myRole: 'admin' | 'member' | null;
  createdAt: Date;
  archivedAt: Date | null;
  /** When its real list was last compared, for those who may do that; null also for never. */
  checkedAt: Date | null;
}

export const groupRoleNames = { admin: '群管理员', member: '群成员' } as const;

export const groupList: ListDefinition<GroupRow> = {
  name: 'groups',
  title: '工作群',
  sorts: ['name', 'created'],
  defaultSort: 'name',
  defaultDir: 'asc',
  filters: {
    platform: { label: '平台', choices: platformChoices },
    unit: { label: '归口单位' },
    mine: {
      label: '与我有关',
      choices: [
        { value: 'admin', label: '我管理的' },
        { value: 'member', label: '我加入的' },
        { value: 'nickname', label: '昵称待改的' },
        { value: 'roster', label: '花名册待处理的' },
        { value: 'baseline', label: '存量登记待确认的' },
      ],
    },
    state: {
      label: '状态',
      choices: [
        { value: 'active', label: '使用中' },
        { value: 'archived', label: '已归档' },
      ],
    },
    checked: {
      label: '花名册比对',
      choices: [
        { value: 'never', label: '从未比对' },
        { value: '30', label: '30 天以上未比对' },
        { value: '90', label: '90 天以上未比对' },
      ],
    },
  },
  columns: [
    { title: '工作群', value: (row) => row.name, width: 24 },
    { title: '平台', value: (row) => platformNames[row.platform], width: 10 },
    { title: '归口单位', value: (row) => row.unitName, width: 20 },
    { title: '用途', value: (row) => row.purpose, width: 36 },
    { title: '成员', value: (row) => row.members, width: 8 },
    { title: '群管理员', value: (row) => row.administrators.join('、'), width: 20 },
    { title: '建群登记', value: (row) => row.createdAt, width: 18 },
    { title: '最近比对', value: (row) => row.checkedAt, width: 18 },
    { title: '归档', value: (row) => row.archivedAt, width: 18 },
  ],
};

export interface MemberRow {
  id: string;
  personId: string;
  name: string;
  /** No colleague: a resident, a contractor. */
  affiliated: boolean;
  unitName: string;
  duty: string;
  nickname: string;
  /** Null in a group of the portal, which shows it by itself. */
  nicknameState: NicknameState | null;
  administrator: boolean;
  since: Date;
  /** Masked; null also for those who may not see it. */
  phone: string | null;
  /** A leave under way. */
  leaving: { id: string } | null;
  may: { confirmNickname: boolean; leave: boolean };
}

export const memberList: ListDefinition<MemberRow> = {
  name: 'group-members',
  title: '群成员',
  sorts: ['name', 'since'],
  defaultSort: 'name',
  defaultDir: 'asc',
  filters: {
    /** Which group: the page knows it from its path, the export from here. */
    group: { label: '工作群' },
    unit: { label: '单位' },
    nickname: {
      label: '昵称',
      choices: Object.entries(nicknameStates).map(([value, { label }]) => ({ value, label })),
    },
  },
  columns: [
    { title: '姓名', value: (row) => row.name, width: 12 },
    { title: '人员类别', value: (row) => (row.affiliated ? '外部人员' : '工作人员'), width: 10 },
    { title: '单位', value: (row) => row.unitName, width: 20 },
    { title: '职务', value: (row) => row.duty, width: 16 },
    { title: '群昵称', value: (row) => row.nickname, width: 18 },
    {
      title: '昵称状态',
      value: (row) => row.nicknameState && nicknameStates[row.nicknameState].label,
      width: 12,
    },
    { title: '群内身份', value: (row) => (row.administrator ? '群管理员' : '群成员'), width: 12 },
    { title: '入群时间', value: (row) => row.since, width: 18 },
    { title: '手机号', value: (row) => row.phone, width: 14 },
  ],
};
