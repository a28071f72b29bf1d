import type { Hit, Severity } from './categories';

/** A stretch of a text: unmarked, or marked by the heaviest of the hits it lies in. */
export interface Marked {
  start: number;
  text: string;
  severity: Severity | null;
  /** Places in the list of the hits that end here. */
  ends: number[];
}

const weight: Readonly<Record<Severity, number>> = { block: 3, warn: 2, hint: 1 };

/** Cuts a text where hits begin and end; together the stretches are the text. */
export function markedText(text: string, hits: readonly Hit[]): Marked[] {
  const cuts = [...new Set([0, text.length, ...hits.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length;
    const around = hits.filter((hit) => hit.start <= start && hit.end >= end);
    const heaviest = around.toSorted((a, b) => weight[b.severity] - weight[a.severity])[0];
    return {
      start,
      text: text.slice(start, end),
      severity: heaviest?.severity ?? null,
      ends: around.filter((hit) => hit.end === end).map((hit) => hits.indexOf(hit)),
    };
  });
}
