const longest = 2_000;

/** Takes out the values of a failed statement (drizzle writes them below its text), long numbers, passwords in addresses. */
export function withoutValues(text: string): string {
  return text
    .replace(/\nparams:[^\n]*/g, '')
    .replace(/\d{7,}/g, '***')
    .replace(/(\w+:\/\/[^:@/\s]*):[^@/\s]*@/g, '$1:***@')
    .slice(0, longest);
}

interface Fault {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  /** Whatever caused it, innermost last. */
  cause?: Fault;
}

/**
 * An error as it may be kept: what went wrong and where, without the values of the statement that failed (they are people's
 * data) and without passwords in addresses.
 */
export function describeFault(error: unknown, depth = 0): Fault {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause =
    error.cause === undefined || depth > 4 ? {} : { cause: describeFault(error.cause, depth + 1) };
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...(error.stack ? { stack: withoutValues(error.stack) } : {}),
    ...code,
    ...cause,
  };
}

/** The innermost reason in one line, for a screen of the system administrator. */
export function faultReason(error: unknown): string {
  const fault = describeFault(error);
  let innermost = fault;
  while (innermost.cause) innermost = innermost.cause;
  return innermost.message.split('\n')[0]?.slice(0, 300) ?? '';
}
