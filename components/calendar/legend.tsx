const entries = [
  { label: '工作日', look: 'border border-base-300' },
  { label: '周末', look: 'bg-soft' },
  { label: '放假', look: 'bg-info-soft border border-info-edge' },
  { label: '调休上班', look: 'bg-warning-soft border border-warning-edge' },
];

/** What the colours of the calendar mean; each is also said in the day's own words. */
export function CalendarLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {entries.map(({ label, look }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-3.5 rounded ${look}`} />
          {label}
        </li>
      ))}
      <li>
        <span className="font-semibold text-base-content underline underline-offset-2">下划线</span>{' '}
        本单位调整
      </li>
    </ul>
  );
}
