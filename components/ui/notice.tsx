import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { TONE_CLASS } from './badge';

type NoticeProps = {
  tone?: 'info' | 'warning' | 'error' | 'success';
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** true for something that has just happened: screen readers say it at once. */
  live?: boolean;
};

const GLYPH = { info: Info, warning: TriangleAlert, error: CircleAlert, success: CircleCheck };

/** A message that belongs to a place on the page, as opposed to a toast. */
export function Notice({ tone = 'info', title, children, action, live = false }: NoticeProps) {
  const Glyph = GLYPH[tone];
  return (
    <div
      role={live ? 'alert' : undefined}
      className={`flex gap-2.5 rounded-md border px-3 py-2 ${TONE_CLASS[tone]}`}
    >
      <Glyph aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
