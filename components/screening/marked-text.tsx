import type { Hit } from '@/lib/screening/categories';
import { markedText } from '@/lib/screening/marks';
import { HitMark } from './hit-mark';

/** A text with its hits marked, each with its number in the list. */
export function MarkedText({ text, hits }: { text: string; hits: readonly Hit[] }) {
  return (
    <div className="whitespace-pre-wrap break-words leading-7" data-testid="marked-text">
      {markedText(text, hits).map(({ start, text: part, severity, ends }) =>
        severity ? (
          <HitMark key={start} severity={severity} numbers={ends.map((place) => place + 1)}>
            {part}
          </HitMark>
        ) : (
          part
        ),
      )}
    </div>
  );
}
