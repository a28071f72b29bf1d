/** Why an act was refused; every code is a stable part of the interface. */
export type RefusalCode =
  /** Not there, or not visible to this actor: the two look alike on purpose. */
  | 'not_found'
  | 'forbidden'
  /** Somebody else was first; the message says who and when. */
  | 'conflict'
  /** A rule of the regulation or of the register forbids it. */
  | 'rule'
  /** A value in the input is wrong; `fields` says which. */
  | 'invalid'
  /** Not signed in, or the session has ended. */
  | 'session'
  /** Too many attempts. */
  | 'limited'
  /** The product failed; the message carries the reference under which the fault was logged. */
  | 'fault'
  /** The database cannot be reached just now. */
  | 'away';

export interface Refusal {
  code: RefusalCode;
  /** For the person, in Chinese. */
  message: string;
  /** Clause id of the regulation, e.g. `2.1.1`. */
  clause?: string;
  /** Messages per field of the form, by the field's path. */
  fields?: Record<string, string>;
}

/** Thrown inside a command: rolls the transaction back and reaches the caller as a typed refusal, not as a fault. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
    this.refusal = refusal;
  }
}

/** Refuses the act under way; nothing of it is kept. */
export function refuse(
  code: RefusalCode,
  message: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): never {
  throw new Refused({ code, message, ...more });
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** The database cannot be reached: a calm page and a retry, never a stack trace. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway';
  readonly digest = 'DATABASE_AWAY';
}

interface Coded {
  code?: unknown;
  /** Only the errors of files name one: a socket's ENOENT, from Postgres on a Unix socket, has an `address`. */
  path?: unknown;
  cause?: unknown;
}

function codes(error: unknown, depth = 0): string[] {
  if (depth > 5 || typeof error !== 'object' || error === null) return [];
  const { code, path, cause } = error as Coded;
  const own = typeof code === 'string' && typeof path !== 'string' ? [code] : [];
  return [...own, ...codes(cause, depth + 1)];
}

const away =
  /^(ECONNREFUSED|ECONNRESET|ENOENT|ETIMEDOUT|EPIPE|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[1-5]|08\d\d\d|53300)$/;

/** Whether an error (or its cause) says that the database server is not reachable, as opposed to unhappy with a statement. */
export function isDatabaseAway(error: unknown): boolean {
  return codes(error).some((code) => away.test(code));
}

/** The SQLSTATE of a driver's error or its cause, e.g. `23505`; undefined when it is no database error. */
export function sqlState(error: unknown): string | undefined {
  return codes(error).find((code) => /^[0-9A-Z]{5}$/.test(code));
}

/** The name of the constraint or unique index a statement broke, e.g. `units_short_name`; undefined when it broke none. */
export function brokenConstraint(error: unknown, depth = 0): string | undefined {
  if (depth > 5 || typeof error !== 'object' || error === null) return undefined;
  if ('constraint_name' in error && typeof error.constraint_name === 'string') return error.constraint_name;
  return 'cause' in error ? brokenConstraint(error.cause, depth + 1) : undefined;
}
