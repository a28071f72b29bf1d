import { formatMoment } from '@/lib/core/time';

type DeadlineProps = {
  dueAt: Date | string;
  /** `还剩 1 个工作日`, `还剩 4 个工作小时`, `逾期 3 小时`: computed on the server, where working days are known. */
  text: string;
  overdue: boolean;
  /** Also write the date out, as on detail pages. */
  withDate?: boolean;
};

/** How long is left; red only when overdue. */
export function Deadline({ dueAt, text, overdue, withDate = false }: DeadlineProps) {
  const due = new Date(dueAt);
  return (
    <span className={`tabular-nums ${overdue ? 'font-medium text-error-ink' : 'text-muted'}`}>
      {withDate ? `${formatMoment(due)} 前 · ` : null}
      <time dateTime={due.toISOString()} title={`${formatMoment(due)} 前`} className="whitespace-nowrap">
        {text}
      </time>
    </span>
  );
}
