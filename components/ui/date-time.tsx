import { formatMoment, formatShort } from '@/lib/core/time';

export type DateTimeShow = 'full' | 'date' | 'time' | 'short';

const FORMAT: Record<DateTimeShow, (at: Date) => string> = {
  full: formatMoment,
  short: formatShort,
  date: (at) => formatMoment(at).slice(0, -6),
  time: (at) => formatMoment(at).slice(-5),
};

/**
 * A moment as people here write it, with the exact one in the markup.
 * full `2026-11-22 周日 14:05`, date `2026-11-22 周日`, short `11-22 14:05`, time `14:05`.
 */
export function DateTime({ at, show = 'full' }: { at: Date | string; show?: DateTimeShow }) {
  const moment = new Date(at);
  return (
    <time
      dateTime={moment.toISOString()}
      title={show === 'full' ? undefined : formatMoment(moment)}
      className="whitespace-nowrap tabular-nums"
    >
      {FORMAT[show](moment)}
    </time>
  );
}
