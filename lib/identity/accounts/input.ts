import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { longestPassword } from './rules/password-limits';

/** Stored and compared in lower case; unit and name as in `heping.zhang`. */
export const usernameField = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, '用户名为 3 至 32 位小写字母、数字或 . _ -，以字母开头');

/** A new password. How long it must be and what it must not contain the server says, which knows setting and person. */
export const newPasswordField = z
  .string()
  .min(1, '请填写密码')
  .max(longestPassword, `密码最长 ${longestPassword} 位`);

const reasonField = z.string().trim().min(2, '请写明原因，至少 2 个字').max(200, '原因不能超过 200 个字');
const currentField = z.string().min(1, '请填写现密码').max(256, '现密码不正确');
const same = { path: ['confirm'], message: '两次输入的密码不一致' };

export const firstPasswordInput = z
  .object({ password: newPasswordField, confirm: z.string() })
  .refine(({ password, confirm }) => password === confirm, same);

export const changePasswordInput = z
  .object({
    current: currentField,
    password: newPasswordField,
    confirm: z.string(),
    /** Whether my sessions elsewhere end with it. */
    endOthers: z.boolean(),
  })
  .refine(({ password, confirm }) => password === confirm, same);

export const preferencesInput = z.object({
  textSize: z.enum(['normal', 'large'], '请选择字号'),
  singleKeyDecisions: z.boolean(),
});

/** The username is asked for when the person has no account yet. */
export const issueCodeInput = z.object({
  personId: idField,
  username: z.union([z.literal(''), usernameField]),
});

/** An act of the system administrator on somebody's account. */
export const accountInput = z.object({ personId: idField, reason: reasonField });

export const endEverySessionInput = z.object({ reason: reasonField });

/** Which of my sessions end; the password proves that it is me. */
export const endMySessionsInput = z.object({
  sessionIds: z.array(idField).min(1, '请至少选择一个会话').max(50, '一次最多选择 50 个会话'),
  current: currentField,
});
