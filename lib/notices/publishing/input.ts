import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { titleText } from '../rules/plain';

const seen = { id: idField, version: z.number().int().positive() };
const reason = (label: string) =>
  z
    .string()
    .transform(titleText)
    .pipe(z.string().min(2, `请填写${label}，至少 2 个字`).max(200, `${label}最多 200 字`));

export const publishInput = z.object(seen);
export type PublishByHand = z.output<typeof publishInput>;

export const releaseInput = z.object({ ...seen, reason: reason('发布理由') });
export type ReleaseNotice = z.output<typeof releaseInput>;

export const recallInput = z.object({ ...seen, reason: reason('召回原因') });
export type RecallNotice = z.output<typeof recallInput>;
