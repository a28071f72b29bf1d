import type { DictionaryAct, WordOrigin, WordState } from '@/db/schema/screening';
import type { ListDefinition } from '@/lib/core/paging';
import {
  type Category,
  categoryNames,
  clauseOf,
  type Severity,
  severityNames,
} from '@/lib/screening/categories';
import { actNames, categoryChoices, changeText, originNames, severityChoices } from './rules';

export interface WordRow {
  id: string;
  word: string;
  category: Category;
  severity: Severity;
  note: string;
  origin: WordOrigin;
  active: boolean;
  /** The version that last changed it, by whom and when. */
  version: number;
  changedAt: Date;
  changedByName: string;
}

export const wordList: ListDefinition<WordRow> = {
  name: 'screening-words',
  title: '筛查词库',
  sorts: ['category', 'version'],
  defaultSort: 'version',
  defaultDir: 'desc',
  filters: {
    category: { label: '类别', choices: categoryChoices },
    severity: { label: '级别', choices: severityChoices },
    origin: {
      label: '来源',
      choices: [
        { value: 'shipped', label: originNames.shipped },
        { value: 'own', label: originNames.own },
      ],
    },
    state: {
      label: '状态',
      choices: [
        { value: 'active', label: '启用' },
        { value: 'off', label: '停用' },
      ],
    },
  },
  columns: [
    { title: '词条', value: (row) => row.word, width: 24 },
    { title: '类别', value: (row) => categoryNames[row.category], width: 16 },
    { title: '依据', value: (row) => `制度 ${clauseOf(row.category)}`, width: 12 },
    { title: '级别', value: (row) => severityNames[row.severity], width: 8 },
    { title: '说明', value: (row) => row.note, width: 36 },
    { title: '来源', value: (row) => originNames[row.origin], width: 8 },
    { title: '状态', value: (row) => (row.active ? '启用' : '停用'), width: 8 },
    { title: '版本', value: (row) => row.version, width: 8 },
    { title: '更新人', value: (row) => row.changedByName, width: 12 },
    { title: '更新时间', value: (row) => row.changedAt, width: 18 },
  ],
};

export interface VersionRow {
  number: number;
  act: DictionaryAct;
  reason: string;
  added: number;
  changed: number;
  removed: number;
  changedByName: string;
  changedAt: Date;
}

export const versionList: ListDefinition<VersionRow> = {
  name: 'screening-versions',
  title: '筛查词库版本',
  sorts: ['number'],
  defaultSort: 'number',
  defaultDir: 'desc',
  filters: {
    act: {
      label: '事项',
      choices: Object.entries(actNames).map(([value, label]) => ({ value, label })),
    },
  },
  columns: [
    { title: '版本', value: (row) => row.number, width: 8 },
    { title: '事项', value: (row) => actNames[row.act], width: 14 },
    { title: '新增', value: (row) => row.added, width: 8 },
    { title: '修改', value: (row) => row.changed, width: 8 },
    { title: '删除', value: (row) => row.removed, width: 8 },
    { title: '原因', value: (row) => row.reason, width: 40 },
    { title: '更新人', value: (row) => row.changedByName, width: 12 },
    { title: '更新时间', value: (row) => row.changedAt, width: 18 },
  ],
};

export interface ChangeRow {
  wordId: string;
  before: WordState | null;
  after: WordState | null;
}

/** What one version did, word by word; its number stands in the address of the page. */
export const changeList: ListDefinition<ChangeRow> = {
  name: 'screening-changes',
  title: '词库变更',
  sorts: ['word'],
  defaultSort: 'word',
  defaultDir: 'asc',
  filters: {},
  columns: [
    { title: '词条', value: ({ before, after }) => (after ?? before)?.word ?? '', width: 24 },
    { title: '变更', value: ({ before, after }) => changeText(before, after), width: 60 },
  ],
};
