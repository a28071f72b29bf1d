import type { ReactNode } from 'react';

/** A key of the keyboard; a phone has none. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-5 max-md:hidden min-w-5 place-items-center rounded border border-base-300 bg-base-100 px-1 font-sans text-muted text-xs leading-none">
      {children}
    </kbd>
  );
}
