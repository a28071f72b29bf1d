import * as z from 'zod';

/** One threshold or switch: how it is asked for, and what it is until somebody changes it. */
export interface Setting<T> {
  label: string;
  hint: string;
  /** `rules` is the Office's business, `signin` (and backups) the system administrator's. */
  area: 'rules' | 'signin';
  unit?: string;
  /** What 0 means, where it is no quantity. */
  zero?: string;
  clause?: string;
  /** How the form asks for it: minutes since midnight are shown as a time of day, any of several choices as a list. */
  kind: 'number' | 'time' | 'text' | 'choice' | 'several' | 'switch';
  choices?: readonly { value: string; label: string }[];
  schema: z.ZodType<T>;
  initial: T;
}

/** Gives a setting the type of its initial value. */
export const setting = <T>(definition: Setting<T>): Setting<T> => definition;
/** A whole number within bounds. */
export const whole = (min: number, max: number) =>
  z.coerce.number('请填写数字').int('请填写整数').min(min, `不能小于 ${min}`).max(max, `不能大于 ${max}`);
/** Minutes since midnight. */
export const timeOfDay = whole(0, 24 * 60 - 1);
