import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { refuseUnreadable } from '@/lib/core/readable';

const currentField = z.string().min(1, '请填写密码').max(256, '现密码不正确');

/** Everything that is kept of oneself; the password proves that it is oneself. */
export const exportOwnInput = z.object({ current: currentField });

/** The same for somebody who asked for it in writing; whoever hands it over gives his own password. */
export const exportForInput = z.object({
  current: currentField,
  personId: idField,
  reason: z.string().trim().min(2, '请写明依据，如“本人书面申请”').max(200, '依据不能超过 200 个字'),
});

const readable = z.any().superRefine(refuseUnreadable);

/** Which of the two was sent: whoever names somebody is never given his own data instead. */
export const personalDataForm = (sent: unknown) =>
  typeof sent === 'object' && sent !== null && 'personId' in sent
    ? readable.pipe(exportForInput)
    : readable.pipe(exportOwnInput);
