import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';

/** A form that stays folded until somebody wants it; works before JavaScript does. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="group no-print">
      <summary className={`${buttonClass('plain', 'small')} group-open:mb-3`}>{label}</summary>
      {children}
    </details>
  );
}
