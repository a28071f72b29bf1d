/** Inputs of a command, each given to it once. */
export interface CommandJob {
  command: 'submit' | 'decide';
  inputs: readonly Record<string, unknown>[];
}

export interface CommandResult {
  perSecond: number;
  /** Why one was refused; null when all were done, which they must be. */
  refused: string | null;
}
