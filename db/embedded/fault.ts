/**
 * A fault the person at the console can mend. Its message is one line of plain Chinese that says what is wrong and what
 * to do; whoever catches it prints the line, without a stack, and ends with a non-zero exit code.
 */
export class StartFault extends Error {
  override name = 'StartFault';
}

/** The `code` of a Node or Postgres error (`ENOSPC`, `28P01`), or an empty string. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
