import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { isFactorCode, isRecoveryCode, plainFactorCode } from './rules';

const currentField = z.string().min(1, '请填写密码').max(256, '密码不正确');
const reasonField = z.string().trim().min(2, '请写明原因，至少 2 个字').max(200, '原因不能超过 200 个字');

const codeField = z
  .string()
  .min(1, '请填写动态口令')
  .max(60, '请输入 6 位数字的动态口令，或 12 位的恢复码')
  .transform(plainFactorCode)
  .refine(isFactorCode, '请输入 6 位数字的动态口令，或 12 位的恢复码');

/** The second step of signing in: what the telephone shows, or a recovery code. */
export const secondStepInput = z.object({ code: codeField });

/** Proof for an act on one's own factors: the password, and a code as soon as there is a factor. */
export const proofInput = z.object({ current: currentField, code: z.union([z.literal(''), codeField]) });

/** The first code of a new app proves that it has the secret; a recovery code proves nothing about it. */
export const enrolInput = z.object({
  code: codeField.refine((code) => !isRecoveryCode(code), '请输入手机上显示的 6 位数字'),
  /** Whether my sessions elsewhere end with it. */
  endOthers: z.boolean(),
});

export const cancelInput = z.object({});

/** Taking somebody's lost factor away; the reason says how he was recognised. */
export const resetFactorInput = z.object({ personId: idField, reason: reasonField });
