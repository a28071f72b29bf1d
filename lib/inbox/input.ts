import * as z from 'zod';
import { idField } from '@/lib/core/id';

export const openNotificationInput = z.object({ id: idField });

/** `until`: when the page began to read them, so that a message that came afterwards stays unread. */
export const markAllReadInput = z.object({ until: z.iso.datetime('时间格式不正确') });
