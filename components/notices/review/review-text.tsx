import { HitMark } from '@/components/screening/hit-mark';
import { type Change, type ReviewedStretch, reviewedText } from '@/lib/notices/review/diff';
import type { AnsweredHit } from '@/lib/screening/notice';

type ReviewTextProps = {
  changes: readonly Change[];
  /** Those of this text. */
  hits: readonly AnsweredHit[];
  /** A hit's number in the list below. */
  numberOf: (hit: AnsweredHit) => number;
};

/** A text of a revision: what the screening found marked, and what changed since the earlier one told to eye and ear. */
export function ReviewText({ changes, hits, numberOf }: ReviewTextProps) {
  return reviewedText(changes, hits).map((stretch) => (
    <Stretch
      key={stretch.key}
      stretch={stretch}
      numbers={stretch.ends.flatMap((index) => hits[index] ?? []).map(numberOf)}
    />
  ));
}

function Stretch({ stretch, numbers }: { stretch: ReviewedStretch; numbers: number[] }) {
  const { kind, text, severity } = stretch;
  const marked = severity ? (
    <HitMark severity={severity} numbers={numbers}>
      {text}
    </HitMark>
  ) : (
    text
  );
  if (kind === 'added')
    return (
      <ins className="rounded-sm bg-success-soft px-0.5 text-success-ink no-underline print:underline">
        <span className="sr-only">新增：</span>
        {marked}
        <span className="sr-only">（新增完）</span>
      </ins>
    );
  if (kind === 'removed')
    return (
      <del className="rounded-sm bg-error-soft px-0.5 text-error-ink">
        <span className="sr-only">删去：</span>
        {text}
        <span className="sr-only">（删去完）</span>
      </del>
    );
  return marked;
}
