import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { mostGroups, mostLetters, mostPairs, mostRows, rowsOf } from './rules/rows';

const text = (most: number) => z.string().trim().max(most, `最多 ${most} 字`);

/** A row as the form holds it: bounded here, judged row by row against what is on file. */
const rowInput = z.object({
  key: z.string().min(1).max(20),
  personId: z.union([z.literal(''), idField]),
  name: text(60),
  phone: text(60),
  duty: text(60),
  unit: text(60),
  affiliated: z.boolean(),
  distinct: z.boolean(),
  fault: text(200),
  said: text(200),
});

/** The rows travel as one text, a line each: thousands of them would be tens of thousands of values. */
const rows = z
  .string()
  .max(mostLetters, '名单内容太多，请分几次提交')
  .transform(rowsOf)
  .pipe(
    z
      .array(rowInput)
      .max(mostRows, `一次最多 ${mostRows.toLocaleString('en-US')} 人，请分几次提交`)
      .refine(
        (all) => new Set(all.map(({ key }) => key)).size === all.length,
        '名单有重复的行号，请刷新页面',
      ),
  );
const filled = rows.refine((all) => all.length > 0, '请先选择或粘贴人员');
const groupIds = z
  .array(idField)
  .max(mostGroups, `一次最多 ${mostGroups} 个群，请分几次提交`)
  .refine((all) => new Set(all).size === all.length, '同一个群选了两次');
const reason = z.string().trim().max(200, '申请事由最多 200 字');

/** Rows times groups of one question: as many as the form asks about at a time. */
const mostChecked = 15_000;

/** Rows and groups to be judged, without anything being done. */
export const checkInput = z
  .object({ rows, groupIds })
  .refine(
    (form) => form.groupIds.length * form.rows.length <= mostChecked,
    '一次核对的内容太多，请减少人员或工作群',
  );
export type Check = z.output<typeof checkInput>;

/** Lines of people as they were pasted. */
export const readInput = z.object({ text: z.string().max(200_000, '粘贴的内容太长，请改用 Excel 导入') });

export const submitJoinsInput = z
  .object({
    submissionId: z.uuid(),
    rows: filled,
    groupIds: groupIds.min(1, '请选择工作群'),
    reason: reason.min(1, '请填写申请事由'),
  })
  .refine(
    (form) => form.groupIds.length * form.rows.length <= mostPairs,
    `一次最多提交 ${mostPairs.toLocaleString('en-US')} 项（人数 × 群数），请分几次提交`,
  );
export type SubmitJoins = z.output<typeof submitJoinsInput>;

/** A form as it stands, whatever is still missing. */
export const draftInput = z.object({ rows, groupIds, reason });
export type Draft = z.output<typeof draftInput>;
