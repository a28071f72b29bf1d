/** The square with 序. */
export function BrandMark() {
  return (
    <span
      aria-hidden
      className="grid size-7 shrink-0 place-items-center rounded bg-primary font-semibold text-primary-content"
    >
      序
    </span>
  );
}
