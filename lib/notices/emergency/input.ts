import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { bodyText, titleText } from '../rules/plain';

/** How long it may be, the settings say (3.2.1). */
const title = z.string().transform(titleText).pipe(z.string().min(1, '请填写标题').max(200, '标题过长'));
const words = (label: string, most: number) =>
  z
    .string()
    .transform(bodyText)
    .pipe(z.string().min(1, `请填写${label}`).max(most, `${label}最多 ${most} 字`));

/** `2026-11-22T14:05` in the office's time zone, as a browser's own field gives it. */
const localMoment = z.iso.datetime({ local: true, error: '请填写日期和时间' }).transform((text) => {
  const [hours = 0, minutes = 0] = text.slice(11, 16).split(':').map(Number);
  return officeMoment(text.slice(0, 10), hours * 60 + minutes);
});

const mostEmergencyGroups = 200;

export const emergencyInput = z
  .object({
    submissionId: z.uuid(),
    unitId: idField,
    title,
    body: words('正文', 5_000),
    groupIds: z
      .array(idField)
      .min(1, '请选择目标群')
      .max(mostEmergencyGroups, `一次最多 ${mostEmergencyGroups} 个群`)
      .refine((ids) => new Set(ids).size === ids.length, '同一个群选了两次'),
    /** 补登: it stands in the chats already. */
    posted: z.boolean(),
    postedAt: z.union([z.literal(''), localMoment]),
    lateReason: z.string().trim().max(200, '原因最多 200 字'),
  })
  .refine(({ posted, postedAt }) => !posted || postedAt !== '', {
    path: ['postedAt'],
    error: '请填写在群里发布的时间',
  });
export type PublishFirst = z.output<typeof emergencyInput>;

export const followUpInput = z.object({
  submissionId: z.uuid(),
  id: idField,
  text: words('内容', 2_000),
  /** It is over, and this is how it ended. */
  closes: z.boolean(),
});
export type FollowUp = z.output<typeof followUpInput>;

export const phonesInput = z.object({ id: idField });
export type RevealPhones = z.output<typeof phonesInput>;
