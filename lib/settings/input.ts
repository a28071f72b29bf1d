import * as z from 'zod';
import { type SettingKey, settingRegistry } from './registry';
import { readField } from './rules';

const keys = Object.keys(settingRegistry) as [SettingKey, ...SettingKey[]];

/** A change of one setting, as typed; `version` is the one the person saw. */
export const changeSettingInput = z
  .object({
    key: z.enum(keys, '没有这项设置'),
    /** As its field holds it: any of several choices are a list. */
    value: z.union([
      z.string().max(200, '内容过长'),
      z
        .array(z.string().max(50))
        .max(20)
        .transform((chosen) => chosen.join(',')),
    ]),
    version: z.number().int().min(0).max(1_000_000),
    reason: z.string().trim().min(2, '请写明调整原因，至少 2 个字').max(200, '调整原因不能超过 200 个字'),
  })
  .superRefine(({ key, value }, issues) => {
    const reading = readField(key, value);
    if (!reading.ok) issues.addIssue({ code: 'custom', path: ['value'], message: reading.message });
  });
