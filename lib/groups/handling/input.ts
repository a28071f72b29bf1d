import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { isMobile, normalPhone } from '@/lib/identity/people/rules';

const seenOrder = z.object({ id: idField, version: z.number().int().positive() });

const words = (label: string) => z.string().trim().min(1, `请填写${label}`).max(200, `${label}最多 200 字`);

/** `2026-11-22T14:05` in the office's time zone, as a browser's own field gives it; empty means now. */
const handledAt = z
  .union([z.literal(''), z.iso.datetime({ local: true, error: '请填写日期和时间' })])
  .optional()
  .transform((text) => {
    if (!text) return undefined;
    const [hours = 0, minutes = 0] = text.slice(11, 16).split(':').map(Number);
    return officeMoment(text.slice(0, 10), hours * 60 + minutes);
  });

/** Orders that one receipt answers. */
export const mostOrdersAtOnce = 100;
/** Pictures of the chat with one receipt. */
export const mostScreenshots = 6;

const seenOrders = z
  .array(seenOrder)
  .min(1, '请先选择办理单')
  .max(mostOrdersAtOnce, `一次最多 ${mostOrdersAtOnce} 件`)
  .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, '同一件办理单选了两次');

export const completeInput = z.object({
  orders: seenOrders,
  handledAt,
  screenshots: z
    .array(idField)
    .max(mostScreenshots, `截图最多 ${mostScreenshots} 张`)
    .refine((ids) => new Set(ids).size === ids.length, '同一张截图选了两次')
    .optional(),
});
export type CompleteOrders = z.output<typeof completeInput>;

export const failInput = z.object({ orders: seenOrders, reason: words('未办成的原因') });
export type FailOrders = z.output<typeof failInput>;

export const reissueInput = z.object({ id: idField });
export type ReissueOrder = z.output<typeof reissueInput>;

export const correctPhoneInput = z.object({
  id: idField,
  phone: z
    .string()
    .max(30, '请填写 11 位手机号，如 13800005678')
    .transform(normalPhone)
    .refine(isMobile, '请填写 11 位手机号，如 13800005678'),
});
export type CorrectPhone = z.output<typeof correctPhoneInput>;

export const dropInput = z.object({ id: idField, reason: words('原因') });
export type DropOrder = z.output<typeof dropInput>;

/** One open order, or without one all that are open in the group. */
export const reassignInput = z.object({
  groupId: idField,
  orderId: idField.optional(),
  toPersonId: idField,
  reason: words('转交原因'),
});
export type ReassignOrders = z.output<typeof reassignInput>;

export const addedBeforeInput = z.object({ id: idField });
export type AddedBefore = z.output<typeof addedBeforeInput>;

export const revealInput = z.object({ id: idField });
export type RevealPhone = z.output<typeof revealInput>;
