/** The surname in a circle; the name itself is always written beside it. */
export function Avatar({ name, className = 'size-8' }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={`grid shrink-0 place-items-center rounded-full bg-base-300 text-base-content text-sm ${className}`}
    >
      {Array.from(name)[0]}
    </span>
  );
}
