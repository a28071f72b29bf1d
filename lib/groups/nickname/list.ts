import type { NicknameState } from '@/db/schema/membership';
import type { ListDefinition } from '@/lib/core/paging';
import { nicknameStates } from '../rules';

export interface NicknameRow {
  id: string;
  personName: string;
  unitName: string;
  groupId: string;
  groupName: string;
  /** As it should be. */
  nickname: string;
  /** As the chat was last seen to show it. */
  seen: string | null;
  state: NicknameState;
  /** Since when it is to be set. */
  askedAt: Date;
  confirmedAt: Date | null;
  hasAccount: boolean;
  /** Longer than the days a reminder waits. */
  overdue: boolean;
  may: { confirm: boolean; remind: boolean };
}

const states = Object.entries(nicknameStates).map(([value, { label }]) => ({ value, label }));

export const nicknameList: ListDefinition<NicknameRow> = {
  name: 'nicknames',
  title: '群昵称',
  sorts: ['asked', 'name'],
  defaultSort: 'asked',
  defaultDir: 'asc',
  filters: {
    state: { label: '状态', choices: states },
    wrong: {
      label: '情况',
      choices: [
        { value: 'seen', label: '比对发现不规范' },
        { value: 'none', label: '没有账号' },
      ],
    },
    group: { label: '工作群' },
    unit: { label: '单位' },
  },
  columns: [
    { title: '姓名', value: (row) => row.personName, width: 12 },
    { title: '单位', value: (row) => row.unitName, width: 20 },
    { title: '工作群', value: (row) => row.groupName, width: 22 },
    { title: '规范昵称', value: (row) => row.nickname, width: 18 },
    { title: '群内显示', value: (row) => row.seen, width: 20 },
    { title: '状态', value: (row) => nicknameStates[row.state].label, width: 12 },
    { title: '起算时间', value: (row) => row.askedAt, width: 18 },
    { title: '确认时间', value: (row) => row.confirmedAt, width: 18 },
    { title: '账号', value: (row) => (row.hasAccount ? '有' : '无'), width: 8 },
  ],
};
