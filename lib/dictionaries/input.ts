import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { severities } from '@/lib/screening/categories';
import { longestText } from '@/lib/screening/notice';
import { asCategory, longestNote, mostWeightyAtOnce, writingProblem } from './rules';

const reasonField = z.string().trim().min(2, '请写明原因，至少 2 个字').max(200, '原因不能超过 200 个字');

/** What is written; whether it can be looked for is asked by the command, with tables that browsers do without. */
const wordField = z
  .string()
  .trim()
  .min(1, '请填写词条')
  .superRefine((word, issues) => {
    const message = word ? writingProblem(word) : null;
    if (message) issues.addIssue({ code: 'custom', message });
  });

const categoryField = z
  .enum(['1', '2', '3', '4', '5', '6'], '请选择类别')
  .transform((text) => asCategory(text) ?? 1);

const severityField = z.enum(severities, '请选择级别');
const noteField = z
  .string()
  .trim()
  .max(longestNote, `说明不能超过 ${longestNote} 个字`)
  .regex(/^[^\n\r\t]*$/, '说明写成一行');

const idsField = z.array(idField).min(1, '请先勾选词条').max(500, '一次最多选择 500 条');

export const tryTextInput = z.object({
  text: z
    .string()
    .min(1, '请粘贴要筛查的文字')
    .max(longestText, `一次最多 ${longestText.toLocaleString('en-US')} 个字，请分段筛查`),
});

/** A notice on its way: longer titles and names than a notice may have are looked through as well, and refused where it is sent. */
export const screenNoticeInput = z.object({
  title: z.string().max(500, '标题过长'),
  body: z.string().max(longestText, `正文最多 ${longestText.toLocaleString('en-US')} 个字，请精简或改用附件`),
  fileNames: z.array(z.string().max(300, '文件名过长')).max(100, '附件过多'),
});

const wordFields = {
  word: wordField,
  category: categoryField,
  severity: severityField,
  note: noteField,
  reason: reasonField,
};

export const addWordInput = z.object(wordFields);

/** `version` is the one of the word that the person saw. */
export const changeWordInput = z.object({ id: idField, version: z.int().positive(), ...wordFields });

export const switchWordsInput = z.object({ ids: idsField, active: z.boolean(), reason: reasonField });

export const weighWordsInput = z
  .object({ ids: idsField, severity: severityField, reason: reasonField })
  .refine(({ ids, severity }) => severity === 'hint' || ids.length <= mostWeightyAtOnce, {
    path: ['ids'],
    message: `改为阻止或警示须逐条核对，一次最多 ${mostWeightyAtOnce} 条`,
  });

export const removeWordsInput = z.object({ ids: idsField, reason: reasonField });

/** Taking back everything after a version; `latest` is the one that was in force when the person looked. */
export const restoreVersionInput = z.object({
  number: z.int().positive(),
  latest: z.int().positive(),
  reason: reasonField,
});

/** How a list is imported; without a reason it is only checked. */
export const importWordsInput = z.object({
  category: categoryField,
  severity: severityField,
  reason: z.union([z.literal(''), reasonField]),
});
