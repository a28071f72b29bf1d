import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { PageLink } from './page-link';
import { Plain } from './plain';

type StatCardProps = {
  label: string;
  /** Already formatted: `12`, `93.1%`, `1,000+`. */
  value: string | number;
  note?: ReactNode;
  /** Tone of the note: `error` is for overdue and serious only. */
  tone?: 'normal' | 'warning' | 'error';
  href?: string;
  icon?: IconName;
};

const NOTE_CLASS = { normal: 'text-muted', warning: 'text-warning-ink', error: 'text-error-ink' };

/** One figure with its label; a link to the rows behind it when `href` is given. */
export function StatCard({ href, ...figure }: StatCardProps) {
  const frame =
    'flex min-w-0 gap-3 rounded-lg border border-base-300 bg-base-100 px-4 py-3 max-md:px-3 max-md:py-2';
  if (!href) {
    return (
      <div className={frame}>
        <Figure {...figure} />
      </div>
    );
  }
  return (
    <PageLink href={href} className={`${frame} hover:border-info-edge hover:bg-info-soft/40`}>
      <Figure {...figure} />
    </PageLink>
  );
}

function Figure({ label, value, note, tone = 'normal', icon }: Omit<StatCardProps, 'href'>) {
  return (
    <>
      {icon ? (
        <span className="grid size-9 shrink-0 place-items-center rounded bg-info-soft text-link max-sm:hidden">
          <Icon name={icon} className="size-5" />
        </span>
      ) : null}
      <span className="min-w-0">
        <span className="block text-muted text-sm">{label}</span>
        <span className={icon ? '' : 'flex flex-wrap items-baseline gap-x-2'}>
          <span className="block font-semibold text-2xl tabular-nums leading-9 max-md:text-xl max-md:leading-8">
            {value}
          </span>
          {note ? <span className={`block text-xs ${NOTE_CLASS[tone]}`}>{note}</span> : null}
        </span>
      </span>
    </>
  );
}

/** Puts figures side by side, as many as are readable in a row; two by two on a phone. */
export function StatRow({ children }: { children: ReactNode }) {
  return (
    <Plain
      as="div"
      className="mb-4 grid grid-cols-2 gap-3 max-md:mb-3 max-md:gap-2 lg:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]"
    >
      {children}
    </Plain>
  );
}
