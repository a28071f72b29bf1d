import type { ReceiptWanted } from '@/db/schema/notices';
import type { ReceiptSource } from '@/db/schema/receipts';
import type { ListDefinition } from '@/lib/core/paging';
import { type ReceiptState, receiptStateOf, receiptStates, standingText } from './rules';

export interface ReceiptRow {
  personId: string;
  name: string;
  departed: boolean;
  /** Still in one of the groups it is for. */
  present: boolean;
  /** Has an account. */
  reached: boolean;
  unitId: string;
  unitName: string;
  groupName: string;
  wanted: ReceiptWanted;
  readAt: Date | null;
  acknowledgedAt: Date | null;
  reply: string | null;
  source: ReceiptSource | null;
  recordedByName: string | null;
  chasedAt: Date | null;
}

/** 本平台, 群内（张三登记）. */
export function sourceText({
  source,
  recordedByName,
}: Pick<ReceiptRow, 'source' | 'recordedByName'>): string {
  if (source === 'chat') return `群内（${recordedByName ?? ''}登记）`;
  return source === 'portal' ? '本平台' : '';
}

export const receiptList: ListDefinition<ReceiptRow> = {
  name: 'notice-receipts',
  title: '已读与回执',
  sorts: ['state', 'unit'],
  // Whoever looks, looks for those of whom something is still wanted.
  defaultSort: 'state',
  defaultDir: 'asc',
  filters: {
    notice: { label: '信息' },
    state: {
      label: '状态',
      choices: (Object.keys(receiptStates) as ReceiptState[]).map((value) => ({
        value,
        label: receiptStates[value].label,
      })),
    },
    unit: { label: '单位' },
  },
  columns: [
    { title: '姓名', value: (row) => row.name, width: 12 },
    { title: '单位', value: (row) => row.unitName, width: 20 },
    { title: '工作群', value: (row) => row.groupName, width: 24 },
    { title: '状态', value: (row) => receiptStates[receiptStateOf(row)].label, width: 10 },
    { title: '阅读时间', value: (row) => row.readAt, width: 18 },
    { title: '确认时间', value: (row) => row.acknowledgedAt, width: 18 },
    { title: '回执内容', value: (row) => row.reply, width: 40 },
    { title: '来源', value: sourceText, width: 18 },
    { title: '最近催办', value: (row) => row.chasedAt, width: 18 },
    { title: '备注', value: standingText, width: 12 },
  ],
};
