import type { ReactNode } from 'react';
import { TONE_CLASS } from '@/components/ui/badge';
import type { Severity } from '@/lib/screening/categories';
import { severityTones } from './severity-badge';

// Drawn, not written: what is copied or read out is the text alone, and a number behind a number does not become part of it.
const numberClass =
  "after:mx-0.5 after:rounded-sm after:border after:border-current after:px-0.5 after:align-super after:text-[0.625rem] after:content-[attr(data-number)_/_'']";

type HitMarkProps = {
  severity: Severity;
  /** Numbers in the list of what was found, of the hits that end here. */
  numbers: readonly number[];
  children: ReactNode;
};

/** A stretch of a text in which something was found, with its number behind it. */
export function HitMark({ severity, numbers, children }: HitMarkProps) {
  const tone = `rounded-sm border-b ${TONE_CLASS[severityTones[severity]]}`;
  if (!numbers.length) return <mark className={tone}>{children}</mark>;
  return (
    <mark className={`${tone} ${numberClass}`} data-number={numbers.join('、')}>
      {children}
    </mark>
  );
}
