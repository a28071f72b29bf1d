import * as z from 'zod';
import { isReadable } from '@/lib/core/readable';

/** What /login asks. Lengths only keep garbage out: a password is checked exactly as it was typed. */
export const signInInput = z.object({
  username: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, '请填写用户名')
    .max(64, '用户名或密码不正确')
    // The database would fall over it before the attempt is counted.
    .refine(isReadable, '用户名或密码不正确'),
  password: z.string().min(1, '请填写密码').max(256, '用户名或密码不正确'),
});

export type SignInInput = z.output<typeof signInInput>;
