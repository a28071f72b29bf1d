import { type Finding, meets } from './finding';

function digitsOf({ figure, unit }: Finding): number {
  if (unit === '×') return 2;
  return figure < 10 && unit !== 'statements' ? 1 : 0;
}

const figureText = (finding: Finding): string =>
  `${finding.figure.toFixed(digitsOf(finding))} ${finding.unit}`;

function aimText({ aim, unit }: Finding): string {
  if (!aim) return '';
  return 'atLeast' in aim ? `≥ ${aim.atLeast} ${unit}` : `≤ ${aim.atMost} ${unit}`;
}

const marks = new Map<boolean | null, string>([
  [true, '✓'],
  [false, '✗'],
  [null, ' '],
]);

/** The findings of a scenario as a table in plain text. */
export function table(findings: readonly Finding[]): string {
  const widest = (read: (finding: Finding) => string) =>
    Math.max(...findings.map((finding) => read(finding).length), 0);
  const what = widest((finding) => finding.what);
  const measure = widest((finding) => finding.measure);
  return findings
    .map((finding) =>
      [
        marks.get(meets(finding)),
        finding.what.padEnd(what),
        finding.measure.padEnd(measure),
        figureText(finding).padStart(16),
        aimText(finding),
      ]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
