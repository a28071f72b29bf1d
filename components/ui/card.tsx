import type { ReactNode } from 'react';

type CardProps = {
  title?: ReactNode;
  /** A few grey words after the title. */
  hint?: ReactNode;
  /** At the right end of the title line: a link or a button. */
  aside?: ReactNode;
  /** false when the content brings its own edges: a table, a list of rows. */
  padded?: boolean;
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A white panel with an optional title line. */
export function Card({ title, hint, aside, padded = true, id, className = '', children }: CardProps) {
  return (
    <section
      id={id}
      className={`min-w-0 rounded-lg border border-base-300 bg-base-100 print:border-0 ${className}`}
    >
      {title ? (
        <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-base-300 border-b px-4 py-2">
          <h2 className="font-medium text-sm">{title}</h2>
          {hint ? <span className="text-muted text-xs">{hint}</span> : null}
          {aside ? <div className="ml-auto text-sm">{aside}</div> : null}
        </div>
      ) : null}
      <div className={padded ? 'p-4' : ''}>{children}</div>
    </section>
  );
}
