import { formatMoment } from '@/lib/core/time';
import { codeName, fieldNames } from './names/data';

export interface FieldChange {
  field: string;
  label: string;
  before: string | null;
  after: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Ids and days have many digits and are nobody's number; a number may be written with gaps. */
const longNumber =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<!\d)\d{4}-\d\d-\d\d(?!\d)|(\p{Nd}(?:[\s-]?\p{Nd}){6,})/giu;

/** What somebody searched for, without whole phone or identity numbers: of seven digits and more the last four are kept. */
export function withoutNumbers(searched: string): string {
  return searched.replace(longNumber, (found, number?: string) =>
    number ? `***${number.slice(-4)}` : found,
  );
}

const written = /^(RQ|OD|NT)-?(20\d\d)-?(\d{1,8})$/;

/** The number of a request, an order or a notice as it is kept, however it was typed: `rq 2026 418`, `ＲＱ－２０２６－０４１８`. */
export function matterNumber(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s+/g, '-')
    .replace(/[‐-―_-]+/g, '-');
  const [, series, year, count] = written.exec(plain) ?? [];
  return series && year && count ? `${series}-${year}-${String(Number(count)).padStart(4, '0')}` : null;
}

/** The number that the label of a record begins with, if it is of a matter: `RQ-2026-0418`, `NT-2026-0031《…》`. */
export const numberOf = (label: string): string | null =>
  /^(?:RQ|OD|NT)-20\d\d-\d{4,8}/.exec(label)?.[0] ?? null;

function valueText(entityType: string | null, field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string')
    return moment.test(value) ? formatMoment(new Date(value)) : codeName(entityType, field, value);
  if (Array.isArray(value))
    return value.map((item) => valueText(entityType, field, item) ?? '').join('、') || null;
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, item]) => `${fieldNames[key] ?? key}：${valueText(entityType, key, item) ?? '无'}`)
      .join('；');
  return String(value);
}

/** Before and after side by side, field by field, in words. Fields that say the same on both sides are left out. */
export function fieldChanges(
  entityType: string | null,
  before: Fields | null,
  after: Fields | null,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({
      field,
      label: fieldNames[field] ?? field,
      before: before && Object.hasOwn(before, field) ? valueText(entityType, field, before[field]) : null,
      after: after && Object.hasOwn(after, field) ? valueText(entityType, field, after[field]) : null,
    }))
    .filter((change) => change.before !== change.after);
}
