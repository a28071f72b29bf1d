import * as z from 'zod';
import { idField } from '@/lib/core/id';

const unitFields = {
  name: z.string().trim().min(2, '请填写单位名称，至少 2 个字').max(30, '单位名称不能超过 30 个字'),
  shortName: z
    .string()
    .trim()
    .min(1, '请填写简称，群昵称由简称加姓名组成')
    .max(8, '简称不能超过 8 个字')
    .regex(/^[\p{L}\p{N}]+$/u, '简称只用汉字、字母和数字'),
  kind: z.enum(['leadership', 'office', 'department', 'community'], '请选择类别'),
  sort: z.number('请填写数字').int('请填写整数').min(0, '不能小于 0').max(9999, '不能大于 9999'),
};

export const createUnitInput = z.object({ submissionId: z.uuid(), ...unitFields });

export const editUnitInput = z.object({ id: idField, ...unitFields });

export const archiveUnitInput = z.object({
  id: idField,
  reason: z.string().trim().min(2, '请写明停用原因，至少 2 个字').max(200, '停用原因不能超过 200 个字'),
});
