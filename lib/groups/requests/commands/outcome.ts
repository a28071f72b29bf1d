import type { Refusal } from '@/lib/core/errors';
import type { Moved } from '@/lib/workflow/move';

/** What became of one row of many. */
export interface Outcome {
  id: string;
  /** Empty when the row was not found. */
  number: string;
  personName: string;
  refusal: Refusal | null;
}

/** The answer for an id that is not there, or not visible to the actor. */
export function missing(id: string, what: string): Moved {
  return { id, ok: false, refusal: { code: 'not_found', message: `没有找到这件${what}，请刷新后再试` } };
}
