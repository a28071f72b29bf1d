import { TONE_CLASS } from '@/components/ui/badge';
import type { Hit } from '@/lib/screening/categories';
import { markedText } from '@/lib/screening/marks';
import { severityTones } from './severity-badge';

type MarkedTextProps = {
  text: string;
  hits: readonly Hit[];
  /** By hit: its number in the list beside the text; without them, its place among the hits. */
  numbers?: readonly number[];
};

/** A text with its hits marked, each with its number in the list. */
export function MarkedText({ text, hits, numbers }: MarkedTextProps) {
  const numberOf = (place: number) => numbers?.[place] ?? place + 1;
  return (
    <div className="whitespace-pre-wrap break-words leading-7" data-testid="marked-text">
      {markedText(text, hits).map(({ start, text: part, severity, begins }) =>
        severity ? (
          <mark key={start} className={`rounded-sm border-b ${TONE_CLASS[severityTones[severity]]}`}>
            {begins.length ? (
              <sup className="mr-0.5 select-none">{begins.map(numberOf).join('、')}</sup>
            ) : null}
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </div>
  );
}
