/** A figure, with what it should be. */
export interface Finding {
  /** Two or three words for the table: `list of the Office`. */
  what: string;
  /** What is measured about it: `throughput`, `p95`. */
  measure: string;
  figure: number;
  unit: '×' | '/s' | 'ms' | 's' | 'KB' | 'MB' | 'statements' | 'matches';
  aim?: { atLeast: number } | { atMost: number };
  /** Whatever explains the figure, for the JSON only. */
  detail?: unknown;
}

/** Whether a figure is as it should be; null when nothing was asked of it. */
export function meets({ figure, aim }: Finding): boolean | null {
  if (!aim) return null;
  return 'atLeast' in aim ? figure >= aim.atLeast : figure <= aim.atMost;
}

/** The middle one. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = sorted.length % 2 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1);
  return (low + high) / 2;
}
