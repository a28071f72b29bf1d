import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { longestReason, longestText } from '@/lib/screening/notice';
import { mostFiles } from './rules/attachments';
import { mostGroups } from './rules/checks';
import { bodyText, titleText } from './rules/plain';
import { writtenCategories } from './states';

/** Characters as the machine counts them: more than any title that is let through has. */
const longestTitle = 500;
const mostAnswers = 400;

/** A moment as the browser's field has it, in office time: `2026-11-22T14:05`; '' is none. */
const momentField = (name: string) =>
  z
    .string()
    .regex(/^$|^20\d\d-\d\d-\d\dT\d\d:\d\d/, `${name}填写不完整`)
    .transform((text) => {
      if (!text) return null;
      const [hours = 0, minutes = 0] = text.slice(11, 16).split(':').map(Number);
      return officeMoment(text.slice(0, 10), hours * 60 + minutes);
    })
    .refine((at) => at === null || !Number.isNaN(at.getTime()), `${name}填写不正确`);

const different = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

const workingCopy = {
  id: idField,
  /** When the copy that the form shows was kept; '' before the first time. What was kept since by another window is not overwritten. */
  seen: z.union([z.literal(''), z.iso.datetime()]),
  category: z.enum(writtenCategories, '请选择信息类别'),
  unitId: idField,
  major: z.boolean(),
  title: z.string().max(longestTitle, '标题过长').transform(titleText),
  titleReason: z.string().trim().max(200, '理由最多 200 字'),
  body: z
    .string()
    .max(longestText, `正文最多 ${longestText.toLocaleString('en-US')} 字，请精简或改用附件`)
    .transform(bodyText),
  groupIds: z
    .array(idField)
    .max(mostGroups, `一次最多选 ${mostGroups} 个群`)
    .refine(different, '同一个群选了两次'),
  fileIds: z
    .array(idField)
    .max(mostFiles, `最多 ${mostFiles} 个附件`)
    .refine(different, '同一个附件选了两次'),
  receiptWanted: z.enum(['read', 'acknowledge']),
  receiptDue: momentField('回执截止时间'),
  releaseWhen: z.enum(['approved', 'planned', 'by_hand']),
  planned: momentField('计划发布时间'),
  answers: z
    .record(z.string().max(60), z.string().max(longestReason, `理由最多 ${longestReason} 字`))
    .refine((answers) => Object.keys(answers).length <= mostAnswers, '警示太多，请精简正文'),
};

/** A notice as it stands while it is written, whatever is still missing. */
export const saveNoticeInput = z.object(workingCopy);
export type SaveNotice = z.output<typeof saveNoticeInput>;
/** The same as the form holds it. */
export type NoticeForm = z.input<typeof saveNoticeInput>;

/** 提交审核: what the form shows is what is submitted. */
export const submitNoticeInput = z.object({ ...workingCopy, submissionId: z.uuid() });
export type SubmitNotice = z.output<typeof submitNoticeInput>;

const reasonField = z.string().trim().max(200, '说明最多 200 字').default('');

/** 撤回修改, 撤回: `version` is the one that the author saw. */
export const takeBackInput = z.object({ id: idField, version: z.int().positive(), reason: reasonField });
export type TakeBack = z.output<typeof takeBackInput>;

export const discardInput = z.object({ id: idField });

/** A new draft from an earlier notice: its words to go on with, or the same said again (重复发布). */
export const copyNoticeInput = z.object({
  id: idField,
  as: z.enum(['copy', 'repeat']),
  submissionId: z.uuid(),
});

/** What decides how many people a notice reaches, and when it could go out. */
export const outlookInput = z.object({
  id: workingCopy.id,
  title: workingCopy.title,
  body: workingCopy.body,
  groupIds: workingCopy.groupIds,
  receiptWanted: workingCopy.receiptWanted,
  receiptDue: workingCopy.receiptDue,
  releaseWhen: workingCopy.releaseWhen,
  planned: workingCopy.planned,
});
export type OutlookQuestion = z.output<typeof outlookInput>;
