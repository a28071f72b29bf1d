import type { TransferStatus } from '@/db/schema/membership';
import type { ListDefinition } from '@/lib/core/paging';
import { submitterOf } from '../requests/rules';
import { transferWorkflow } from './states';

export interface TransferRow {
  id: string;
  personName: string;
  fromUnit: string;
  toUnit: string;
  duty: string;
  /** `2026-12-01` */
  effectiveOn: string;
  reason: string;
  status: TransferStatus;
  submittedByName: string;
  submittedForName: string | null;
  submittedAt: Date;
}

export const transferList: ListDefinition<TransferRow> = {
  name: 'transfers',
  title: '工作变动',
  sorts: ['effective'],
  defaultSort: 'effective',
  defaultDir: 'desc',
  filters: {
    status: {
      label: '状态',
      choices: (['planned', 'done', 'cancelled'] as const).map((value) => ({
        value,
        label: transferWorkflow.states[value].label,
      })),
    },
    /** Out of it or into it. */
    unit: { label: '单位' },
  },
  columns: [
    { title: '姓名', value: (row) => row.personName, width: 12 },
    { title: '原单位', value: (row) => row.fromUnit, width: 22 },
    { title: '新单位', value: (row) => row.toUnit, width: 22 },
    { title: '新职务', value: (row) => row.duty, width: 16 },
    { title: '生效日期', value: (row) => row.effectiveOn, width: 14 },
    { title: '变动事由', value: (row) => row.reason, width: 32 },
    { title: '状态', value: (row) => transferWorkflow.states[row.status].label, width: 10 },
    { title: '登记人', value: (row) => submitterOf(row), width: 14 },
    { title: '登记时间', value: (row) => row.submittedAt, width: 18 },
  ],
};
