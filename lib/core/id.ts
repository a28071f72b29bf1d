import { v7 } from 'uuid';
import { z } from 'zod';

/** A new row's id: a UUID that sorts by time of making, so that indexes grow at one end. Never a secret. */
export function newId(): string {
  return v7();
}

/** Form field: the id of something. */
export const idField = z.uuid('请从列表中选择');
