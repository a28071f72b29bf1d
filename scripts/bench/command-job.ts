/** Inputs of a command, each given to it once: the first third to warm up, the second many at a time, the last one after the other. */
export interface CommandJob {
  command: 'submit' | 'decide';
  inputs: readonly Record<string, unknown>[];
}

/** How many are at work at the same time, as several administrators are. */
export const callers = 16;

export interface CommandRate {
  perSecond: number;
  /** Of the calling process for each, in milliseconds; the database's comes on top. */
  cpuMs: number;
}

export interface CommandResult {
  /** With `callers` at the same time. */
  together: CommandRate;
  /** With one who waits for each answer. */
  alone: CommandRate;
}
