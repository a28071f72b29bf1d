import * as z from 'zod';
import { newPasswordField, usernameField } from '../accounts/input';

const named = (what: string, longest: number) =>
  z.string().trim().min(2, `请填写${what}，至少 2 个字`).max(longest, `${what}不能超过 ${longest} 个字`);

/** What /setup asks: the console's token, the street, its Office, and who is to administer what. */
export const setupInput = z
  .object({
    token: z.string().trim().min(1, '请填写控制台显示的一次性口令').max(200, '口令不正确'),
    streetName: named('街道名称', 30),
    officeName: named('单位名称', 30),
    officeShortName: z.string().trim().min(1, '请填写简称').max(8, '简称不能超过 8 个字'),
    adminName: named('姓名', 20),
    adminUsername: usernameField,
    password: newPasswordField,
    confirm: z.string(),
    /** Left empty, the first Office administrator is added later by the system administrator. */
    officeAdminName: z.union([z.literal(''), named('姓名', 20)]),
    officeAdminUsername: z.union([z.literal(''), usernameField]),
  })
  .refine(({ password, confirm }) => password === confirm, {
    path: ['confirm'],
    message: '两次输入的密码不一致',
  })
  .refine((form) => (form.officeAdminName === '') === (form.officeAdminUsername === ''), {
    path: ['officeAdminUsername'],
    message: '姓名与用户名请一起填写，或都留空',
  })
  .refine((form) => form.officeAdminUsername === '' || form.officeAdminUsername !== form.adminUsername, {
    path: ['officeAdminUsername'],
    message: '两人的用户名不能相同',
  });
