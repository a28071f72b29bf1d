import type { ListDefinition } from '@/lib/core/paging';
import { type SettingKey, settingRegistry } from './registry';
import { areaNames } from './rules';

export interface SettingChangeRow {
  id: string;
  key: SettingKey;
  label: string;
  area: string;
  /** Before and after in words. */
  before: string;
  after: string;
  reason: string;
  changedByName: string;
  changedAt: Date;
}

export const settingChangeList: ListDefinition<SettingChangeRow> = {
  name: 'setting-changes',
  title: '规则设置调整记录',
  sorts: ['at'],
  defaultSort: 'at',
  defaultDir: 'desc',
  filters: {
    key: {
      label: '设置项',
      choices: Object.entries(settingRegistry).map(([value, { label }]) => ({ value, label })),
    },
    area: {
      label: '类别',
      choices: Object.entries(areaNames).map(([value, label]) => ({ value, label })),
    },
  },
  columns: [
    { title: '调整时间', value: (row) => row.changedAt, width: 18 },
    { title: '设置项', value: (row) => row.label, width: 24 },
    { title: '类别', value: (row) => row.area, width: 12 },
    { title: '调整前', value: (row) => row.before, width: 20 },
    { title: '调整后', value: (row) => row.after, width: 20 },
    { title: '调整原因', value: (row) => row.reason, width: 40 },
    { title: '调整人', value: (row) => row.changedByName, width: 12 },
  ],
};
