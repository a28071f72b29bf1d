import * as z from 'zod';

export const firstYear = 2024;
export const lastYear = 2099;

const dayField = z
  .string()
  .regex(/^20(2[4-9]|[3-9]\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
    error: '请选择 2024 年以后的日期',
    abort: true,
  })
  .refine((day) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day), '没有这一天');

const sourceField = z.string().trim().min(2, '请写明依据，如文件名称').max(100, '依据不能超过 100 个字');

export const setDayInput = z.object({
  day: dayField,
  working: z.enum(['working', 'off'], '请选择上班或放假'),
  name: z.string().trim().min(1, '请填写名称，如“国庆节”').max(20, '名称不能超过 20 个字'),
  source: sourceField,
  provisional: z.boolean(),
});

export const removeDayInput = z.object({
  day: dayField,
  reason: z.string().trim().min(2, '请写明取消原因，至少 2 个字').max(200, '取消原因不能超过 200 个字'),
});

export const pasteDaysInput = z.object({
  year: z.number().int().min(firstYear).max(lastYear),
  text: z.string().min(1, '请粘贴放假安排').max(5_000, '内容过长，请分次粘贴'),
  source: sourceField,
});
