import { type ImportColumn, type ImportForm, importForms } from '@/lib/identity/imports/rules/columns';
import { contentOf } from '@/lib/identity/imports/rules/lines';
import type { SheetRow } from '@/lib/sheets/read';
import { emptyRow, type JoinRow } from './rows';

export type JoinColumn = 'name' | 'phone' | 'duty' | 'unit' | 'affiliated';

const others: Readonly<Record<JoinColumn, { required?: boolean; hint: string }>> = {
  name: { required: true, hint: '2 至 20 个字，不含数字和符号' },
  phone: { hint: '11 位手机号；已登记的人员和外部人员可以留空' },
  duty: { hint: '最多 30 个字；已登记人员的职务不会因此改动' },
  unit: { hint: '已登记单位的名称或简称；本单位人员可以留空' },
  affiliated: { hint: '填“是”或“否”，留空为否：居民、物业、外包等为“是”' },
};

/** The columns as they are known from importing people, with what differs here. */
const columns: ImportColumn<JoinColumn>[] = (
  ['name', 'phone', 'duty', 'unit', 'affiliated'] as const
).flatMap((key) => {
  const known = importForms.people.columns.find((column) => column.key === key);
  return known ? [{ ...known, key, required: false, ...others[key] }] : [];
});

/** The sheet of people who are to join groups; the groups are chosen on the page. */
export const joinSheet: ImportForm & { columns: readonly ImportColumn<JoinColumn>[] } = {
  title: '入群人员',
  measure: '人',
  columns,
  base: '/membership/new',
  notes: [
    '在第一张工作表中填写，每行一人；列的先后可以变，多出的列不影响。',
    '工作群和申请事由在页面上填写；上传后先逐行核对并显示结果，确认后才提交。',
    '尚未登记的人员随申请一并登记；一次最多 5,000 行，文件不能加密，不能含宏。',
  ],
};

const yes = /^(是|有|√|✓|y|yes|true|1|外部人员?)$/i;
const no = /^(否|无|×|n|no|false|0|工作人员|内部人员?)?$/i;

/** A row of the sheet as one of the form, without a key; what cannot be used is said with it. */
export function rowOfSheet(row: SheetRow<JoinColumn>): JoinRow {
  const { texts, faults } = contentOf(row as SheetRow<string>);
  const cell = (key: JoinColumn) => (texts[key] ?? '').slice(0, 60);
  const title = (key: string) => columns.find((column) => column.key === key)?.title ?? '';
  const wrong = Object.entries(faults).map(([key, message]) => `${title(key)}：${message}`);
  const outsider = cell('affiliated');
  if (!(yes.test(outsider) || no.test(outsider))) wrong.push('外部人员：请填“是”或“否”');
  return {
    ...emptyRow,
    name: cell('name'),
    phone: cell('phone'),
    duty: cell('duty'),
    unit: cell('unit'),
    affiliated: yes.test(outsider),
    fault: wrong.join('；').slice(0, 200),
    said: `表格第 ${row.number} 行`,
  };
}
