import type * as z from 'zod';

const deepest = 12;
const mostValues = 5_000;
const unreadable = '含有无法识别的字符';
const shapeless = '填写不正确，请检查';

/** Postgres takes no NUL in a text, and neither NUL nor half a surrogate pair in jsonb, where the audit trail keeps them. */
const isReadable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);

interface Fault {
  path: PropertyKey[];
  message: string;
}

/** The first thing in it that cannot be taken, with its place. `left` counts down over the whole of it. */
function faultIn(value: unknown, path: PropertyKey[], left: { values: number }): Fault | undefined {
  left.values -= 1;
  if (left.values < 0 || path.length > deepest) return { path: [], message: shapeless };
  if (typeof value === 'string') return isReadable(value) ? undefined : { path, message: unreadable };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!isReadable(key)) return { path, message: unreadable };
    const fault = faultIn(inner, [...path, Array.isArray(value) ? Number(key) : key], left);
    if (fault) return fault;
  }
  return undefined;
}

/**
 * Looks through whatever was sent, fields that no schema names included, and refuses what no form sends: texts and keys that
 * cannot be kept, at their field, and nesting or numbers of values beyond any form's. For `z.any().superRefine(…)` before a
 * form's own schema, which would find a fault for every value.
 */
export function refuseUnreadable(sent: unknown, issues: z.RefinementCtx): void {
  const fault = faultIn(sent, [], { values: mostValues });
  if (fault) issues.addIssue({ code: 'custom', ...fault });
}
