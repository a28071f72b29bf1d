/** Marks a ticked row for rejection while the others are approved; seen only once the row is ticked. A plain input, without script. */
export function RejectMark({ id, label }: { id: string; label: string }) {
  return (
    <label className="hidden min-h-8 cursor-pointer items-center justify-end gap-1.5 text-error-ink max-md:justify-start [[data-row]:has([data-select-id]:checked)_&]:flex">
      <input
        type="checkbox"
        data-reject-id
        value={id}
        aria-label={`驳回 ${label}`}
        autoComplete="off"
        className="checkbox checkbox-sm"
      />
      改为驳回
    </label>
  );
}
