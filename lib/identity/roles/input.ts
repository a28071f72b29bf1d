import * as z from 'zod';
import { idField } from '@/lib/core/id';

const reasonField = z
  .string()
  .trim()
  .min(2, '请写明事由或文号，至少 2 个字')
  .max(200, '事由不能超过 200 个字');

const dayField = z.iso.date('请选择日期');

/** Roles the system administrator assigns; group administrators are named from their group's page. */
export const assignableRoles = [
  'unit_head',
  'office_admin',
  'leader',
  'supervisor',
  'representative',
  'system_admin',
  'auditor',
] as const;

/** Whether the system administrator gives and takes this role. */
export const isAssignable = (role: string): boolean => assignableRoles.some((one) => one === role);

const role = z.enum(assignableRoles, '请选择角色');

/** A role from a day to the end of another; an empty last day is until further notice. */
export const assignRoleInput = z
  .object({
    submissionId: z.uuid(),
    personId: idField,
    role,
    /** The unit of a head; empty for other roles. */
    unitId: z.union([z.literal(''), idField]),
    startsOn: dayField,
    lastDay: z.union([z.literal(''), dayField]),
    reason: reasonField,
  })
  .refine((input) => input.role !== 'unit_head' || input.unitId !== '', {
    path: ['unitId'],
    message: '请选择任负责人的单位',
  })
  .refine((input) => input.lastDay === '' || input.lastDay >= input.startsOn, {
    path: ['lastDay'],
    message: '截止日期不能早于开始日期',
  });

/** Ends a role with the given last day; an empty one ends it at once. */
export const endRoleInput = z.object({
  id: idField,
  personId: idField,
  lastDay: z.union([z.literal(''), dayField]),
  reason: reasonField,
});

export const setPrimaryLeaderInput = z.object({ personId: idField, reason: reasonField });

export const takeChargeInput = z.object({
  submissionId: z.uuid(),
  leaderId: idField,
  unitId: idField,
  reason: reasonField,
});

export const endChargeInput = z.object({ leaderId: idField, unitId: idField, reason: reasonField });
