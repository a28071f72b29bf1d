const shownWith = {
  row: 'justify-end max-md:justify-start [[data-row]:has([data-select-id]:checked)_&]:flex',
  part: '[[data-part]:has([data-select-id]:checked)_&]:flex',
};

interface RejectMarkProps {
  id: string;
  label: string;
  /** Whose box it goes with: the row's, or that of a part (`data-part`) of a row that stands for several requests. */
  within?: keyof typeof shownWith;
}

/** Marks a ticked request for rejection while the others are approved; seen only once it is ticked. A plain input, without script. */
export function RejectMark({ id, label, within = 'row' }: RejectMarkProps) {
  return (
    <label
      className={`hidden min-h-8 cursor-pointer items-center gap-1.5 text-error-ink ${shownWith[within]}`}
    >
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
