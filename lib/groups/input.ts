import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { platformIds } from './rules';

const line = (most: number, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(most, `不超过 ${most} 个字`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, '含有无法识别的字符');

const reason = line(200, '请填写原因');
/** What a field was filled with; bounded, since a refusal is recorded under the name. */
const known = z.string().max(200);
const facts = {
  name: line(30, '请填写群名称'),
  platform: z.enum(platformIds, '请选择所在平台'),
  ownerUnitId: idField,
  purpose: z
    .string()
    .trim()
    .min(1, '请填写用途')
    .max(200, '不超过 200 个字')
    .refine((text) => !text.includes('\0'), '含有无法识别的字符'),
};

export const createGroupInput = z.object({
  submissionId: idField,
  ...facts,
  administrators: z
    // A line left empty names nobody.
    .array(z.object({ personId: z.union([z.literal(''), idField]) }))
    .max(10, '最多 10 位群管理员')
    .transform((lines) => lines.filter(({ personId }) => personId !== ''))
    .refine((chosen) => new Set(chosen.map((one) => one.personId)).size === chosen.length, '同一人选了两次'),
});

export const editGroupInput = z.object({
  id: idField,
  ...facts,
  /** What the form was filled with: a change made by somebody else in between is not overwritten. */
  seen: z.object({ name: known, platform: known, ownerUnitId: known, purpose: known }),
});

export const administratorInput = z.object({ groupId: idField, personId: idField });
export const removeAdministratorInput = administratorInput.extend({ reason });
export const archiveGroupInput = z.object({ id: idField, reason });
export const restoreGroupInput = archiveGroupInput;
export const confirmNicknameInput = z.object({ membershipId: idField });

export type CreateGroup = z.output<typeof createGroupInput>;
export type EditGroup = z.output<typeof editGroupInput>;
export type AdministratorChange = z.output<typeof administratorInput>;
export type RemoveAdministrator = z.output<typeof removeAdministratorInput>;
export type ArchiveGroup = z.output<typeof archiveGroupInput>;
