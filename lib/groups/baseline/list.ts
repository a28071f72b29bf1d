import type { BaselineResult } from '@/db/schema/roster';
import type { ListDefinition } from '@/lib/core/paging';
import { baselineResultNames } from './states';

export interface BaselineRow {
  id: string;
  place: number;
  name: string;
  nickname: string;
  duty: string;
  unitText: string;
  unitName: string | null;
  phoneMasked: string | null;
  result: BaselineResult;
  problem: string | null;
}

export const baselineList: ListDefinition<BaselineRow> = {
  name: 'baseline',
  title: '存量登记',
  sorts: ['place'],
  defaultSort: 'place',
  defaultDir: 'asc',
  filters: {
    /** Which baseline: the page knows it, the export from here. */
    baseline: { label: '存量登记' },
    result: {
      label: '核对结果',
      choices: Object.entries(baselineResultNames).map(([value, { label }]) => ({ value, label })),
    },
  },
  columns: [
    { title: '序号', value: (row) => row.place, width: 8 },
    { title: '姓名', value: (row) => row.name, width: 12 },
    { title: '群昵称', value: (row) => row.nickname, width: 20 },
    { title: '单位', value: (row) => row.unitName ?? row.unitText, width: 20 },
    { title: '职务', value: (row) => row.duty, width: 14 },
    { title: '手机号', value: (row) => row.phoneMasked, width: 14 },
    { title: '核对结果', value: (row) => baselineResultNames[row.result].label, width: 12 },
    { title: '需要核对', value: (row) => row.problem, width: 30 },
  ],
};
