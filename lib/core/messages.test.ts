import { expect, test } from 'vitest';
import * as z from 'zod';
import { plainMessage } from './messages';

function complaint(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: plainMessage }).error?.issues[0]?.message;
}

test.each([
  ['nothing typed', z.string().min(1), '', '请填写此项'],
  ['nothing given', z.string(), undefined, '请填写此项'],
  ['too short', z.string().min(10), 'abc', '至少 10 个字'],
  ['too long', z.string().max(2), '一二三', '不能超过 2 个字'],
  ['nothing ticked', z.array(z.string()).min(1), [], '至少选择 1 项'],
  ['too many ticked', z.array(z.string()).max(1), ['a', 'b'], '最多选择 1 项'],
  ['below', z.number().min(3), 2, '不能小于 3'],
  ['above', z.number().max(3), 4, '不能大于 3'],
  ['no number', z.number(), 'x', '请填写数字'],
  ['no date', z.iso.date(), '2026-13-40', '日期格式应为 2026-11-22'],
  ['not on the list', z.enum(['a']), 'b', '请从列出的选项中选择'],
  ['the schema has words of its own', z.string().min(1, '请填写姓名'), '', '请填写姓名'],
])('%s', (_what, schema, value, words) => {
  expect(complaint(schema, value)).toBe(words);
});
