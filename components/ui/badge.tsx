import type { ReactNode } from 'react';

export type Tone = 'info' | 'warning' | 'error' | 'success' | 'neutral' | 'teal';

/** Soft surface, edge and ink of a tone; shared by everything that is coloured by meaning. */
export const TONE_CLASS: Record<Tone, string> = {
  info: 'border-info-edge bg-info-soft text-info-ink',
  warning: 'border-warning-edge bg-warning-soft text-warning-ink',
  error: 'border-error-edge bg-error-soft text-error-ink',
  success: 'border-success-edge bg-success-soft text-success-ink',
  neutral: 'border-base-300 bg-soft text-muted',
  teal: 'border-teal-edge bg-teal-soft text-teal-ink',
};

/** A state in one or two words. The same state has the same tone on every screen. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block whitespace-nowrap rounded border px-1.5 text-xs leading-5 ${TONE_CLASS[tone]}`}
    >
      {children}
    </span>
  );
}
