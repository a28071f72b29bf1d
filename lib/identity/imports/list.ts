import type { ImportChange, ImportOutcome, ImportProblem, ImportResult } from '@/db/schema/imports';
import type { ListDefinition } from '@/lib/core/paging';

export interface ImportRowShown {
  id: string;
  /** In the sheet. */
  row: number;
  /** Name of the person or unit, as the sheet has it. */
  name: string;
  /** The rest of the row in words; phones masked. */
  details: string;
  result: ImportResult;
  problems: ImportProblem[];
  changes: ImportChange[];
  entityId: string | null;
  outcome: ImportOutcome | null;
  message: string | null;
}

/** The rows of one import, in the order of the sheet. */
export const importRowList: ListDefinition<ImportRowShown> = {
  name: 'import-rows',
  title: '导入核对',
  sorts: ['row'],
  defaultSort: 'row',
  defaultDir: 'asc',
  filters: {
    result: {
      label: '核对结果',
      choices: [
        { value: 'error', label: '有错误' },
        { value: 'new', label: '新增' },
        { value: 'changed', label: '变更' },
        { value: 'unchanged', label: '无变化' },
      ],
    },
    outcome: {
      label: '导入结果',
      choices: [
        { value: 'done', label: '已导入' },
        { value: 'same', label: '已登记' },
        { value: 'refused', label: '未导入' },
      ],
    },
  },
  columns: [],
};
