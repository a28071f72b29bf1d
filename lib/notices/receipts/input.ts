import * as z from 'zod';
import { idField } from '@/lib/core/id';

const longestReply = 200;
/** More lines than a chat group has members. */
export const mostReplies = 2_000;

const replyField = z.string().trim().max(longestReply, `回执内容最多 ${longestReply} 字`);

export const readInput = z.object({ noticeId: idField });

/** 我已知悉. */
export const acknowledgeInput = z.object({ noticeId: idField, reply: replyField });
export type Acknowledge = z.infer<typeof acknowledgeInput>;

/** 一键催办: of all who are missing, or of one unit's. */
export const chaseInput = z.object({ noticeId: idField, unitId: idField.nullable() });
export type Chase = z.infer<typeof chaseInput>;

/** What was copied from the chat, to be looked at before anything is entered. */
export const repliesInput = z.object({
  noticeId: idField,
  text: z.string().trim().min(1, '请粘贴群内的回复').max(100_000, '内容太多，请分几次粘贴'),
});

const personIds = (rows: readonly { personId: string }[]) =>
  new Set(rows.map(({ personId }) => personId)).size;

/** 登记群内回执. */
export const collectInput = z.object({
  submissionId: z.uuid(),
  noticeId: idField,
  rows: z
    .array(z.object({ personId: idField, reply: replyField }))
    .min(1, '没有可以登记的回执')
    .max(mostReplies, `一次最多登记 ${mostReplies} 人`)
    .refine((rows) => personIds(rows) === rows.length, '同一个人选了两次'),
});
export type Collect = z.infer<typeof collectInput>;
