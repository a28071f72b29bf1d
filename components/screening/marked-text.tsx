import { TONE_CLASS } from '@/components/ui/badge';
import type { Hit } from '@/lib/screening/categories';
import { markedText } from '@/lib/screening/marks';
import { severityTones } from './severity-badge';

/** A text with its hits marked, each with its number in the list. */
export function MarkedText({ text, hits }: { text: string; hits: readonly Hit[] }) {
  return (
    <p className="max-h-96 overflow-auto whitespace-pre-wrap break-words leading-7" data-testid="marked-text">
      {markedText(text, hits).map(({ start, text: part, severity, begins }) =>
        severity ? (
          <mark key={start} className={`rounded-sm border-b ${TONE_CLASS[severityTones[severity]]}`}>
            {begins.length ? (
              <sup className="mr-0.5 select-none">{begins.map((place) => place + 1).join('、')}</sup>
            ) : null}
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </p>
  );
}
