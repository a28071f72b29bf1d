const look = 'checkbox checkbox-primary checkbox-sm block';

/** The box in a table's header; `Selection` answers to it. */
export function SelectAll({ disabled }: { disabled: boolean }) {
  return (
    <input
      type="checkbox"
      data-select-all
      aria-label="全选本页"
      autoComplete="off"
      disabled={disabled}
      className={look}
    />
  );
}

/** The box of a row that cannot be ticked now, which says why. */
export function ClosedCheckbox({ label, why }: { label: string; why: string }) {
  return <input type="checkbox" disabled title={why} aria-label={`${label}：${why}`} className={look} />;
}

/** The box of a row. */
export function RowCheckbox({ id, label }: { id: string; label: string }) {
  return (
    <input
      type="checkbox"
      data-select-id
      value={id}
      aria-label={`选择 ${label}`}
      autoComplete="off"
      className={look}
    />
  );
}

/** The box of a row whose cells hold boxes of their own: ticks all of them; `Selection` answers to it. */
export function LineCheckbox({ label }: { label: string }) {
  return (
    <input
      type="checkbox"
      data-select-line
      aria-label={`全选 ${label}`}
      autoComplete="off"
      className={look}
    />
  );
}
