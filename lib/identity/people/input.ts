import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { isMobile, normalName, normalPhone } from './rules';

const nameField = z
  .string()
  .max(60, '姓名不能超过 20 个字')
  .transform(normalName)
  .refine(
    (name) => /^[\p{Script=Han}\p{L}·. ]{2,20}$/u.test(name),
    '请填写 2 至 20 个字的姓名，不含数字和符号',
  );

const dutyField = z.string().trim().max(30, '职务不能超过 30 个字');

const phoneField = z
  .string()
  .max(30, '请填写 11 位手机号，如 13800005678')
  .transform(normalPhone)
  .refine((phone) => phone === '' || isMobile(phone), '请填写 11 位手机号，如 13800005678');

const dayField = z.iso.date('请选择日期');

/** A required reason, kept in the audit trail. */
const reasonField = z.string().trim().min(2, '请写明事由，至少 2 个字').max(200, '事由不能超过 200 个字');

/** A new person. Outsiders (`affiliated`) may come without a phone. */
export const createPersonInput = z
  .object({
    submissionId: z.uuid(),
    name: nameField,
    unitId: idField,
    duty: dutyField,
    affiliated: z.boolean(),
    phone: phoneField,
  })
  .refine((person) => person.affiliated || person.phone !== '', {
    path: ['phone'],
    message: '请填写手机号；只有外部人员可以不填',
  });

/** An empty phone leaves the one on file as it is. */
export const editPersonInput = z.object({
  id: idField,
  name: nameField,
  unitId: idField,
  duty: dutyField,
  phone: phoneField,
});

export const addPostingInput = z
  .object({
    submissionId: z.uuid(),
    personId: idField,
    unitId: idField,
    startsOn: dayField,
    endsOn: z.union([z.literal(''), dayField]),
  })
  .refine((posting) => posting.endsOn === '' || posting.endsOn >= posting.startsOn, {
    path: ['endsOn'],
    message: '结束日期不能早于开始日期',
  });

export const endPostingInput = z.object({ id: idField, personId: idField, endsOn: dayField });

export const revealPhoneInput = z.object({ id: idField });

export const departPersonInput = z.object({ id: idField, reason: reasonField });
