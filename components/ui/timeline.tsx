import type { ReactNode } from 'react';
import { DateTime } from './date-time';

export type TimelineItem = {
  key: string;
  title: ReactNode;
  /** Role, clause, address: one grey line. */
  detail?: ReactNode;
  at?: Date | string;
  /** What the person wrote: reason, receipt. */
  note?: ReactNode;
  tone?: 'done' | 'current' | 'waiting' | 'bad';
};

const DOT = {
  done: 'bg-success',
  current: 'bg-primary ring-4 ring-info-soft',
  waiting: 'bg-base-300',
  bad: 'bg-danger',
};

/** Everything that happened to a thing, in the order the caller gives. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className="flex flex-col">
      {items.map((item) => (
        <li key={item.key} className="group relative flex gap-3 pb-4 last:pb-0">
          <span
            aria-hidden
            className="absolute top-4 bottom-0 left-[5px] border-base-300 border-l group-last:hidden"
          />
          <span
            aria-hidden
            className={`relative mt-1.5 size-[11px] shrink-0 rounded-full ${DOT[item.tone ?? 'done']}`}
          />
          <div className="min-w-0">
            <p>{item.title}</p>
            {item.note ? <p className="mt-0.5 whitespace-pre-line text-sm">「{item.note}」</p> : null}
            <p className="text-muted text-xs">
              {item.at ? <DateTime at={item.at} /> : null}
              {item.at && item.detail ? ' · ' : null}
              {item.detail}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
