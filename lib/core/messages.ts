import type * as z from 'zod';

const ASKS: Record<string, string> = {
  email: '邮箱格式不正确',
  url: '网址格式不正确',
  uuid: '请重新选择',
  date: '日期格式应为 2026-11-22',
  datetime: '时间格式不正确',
  time: '时间格式应为 14:05',
};

/**
 * Plain Chinese for zod's own complaints, where a schema gives no words of its own. Given to zod as the
 * parse's error map.
 */
export function plainMessage(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined || issue.input === null || issue.input === '') return '请填写此项';
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_format') return ASKS[issue.format] ?? '格式不正确';
  if (issue.code === 'invalid_value') return '请从列出的选项中选择';
  if (issue.code === 'invalid_type' && issue.expected === 'number') return '请填写数字';
  return '填写不正确，请检查';
}

function tooSmall({ origin, minimum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (origin === 'string') return minimum === 1 ? '请填写此项' : `至少 ${minimum} 个字`;
  if (origin === 'array') return `至少选择 ${minimum} 项`;
  return `不能小于 ${minimum}`;
}

function tooBig({ origin, maximum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string') return `不能超过 ${maximum} 个字`;
  if (origin === 'array') return `最多选择 ${maximum} 项`;
  return `不能大于 ${maximum}`;
}
