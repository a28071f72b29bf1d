interface ProgressProps {
  value: number;
  max: number;
  /** What it measures, for whoever hears it. */
  label: string;
  /** Its width: `w-20`. */
  className: string;
}

/** How far something is: an outline that fills with blue, so that nothing done looks empty. */
export function Progress({ value, max, label, className }: ProgressProps) {
  return (
    <progress
      value={value}
      max={max || 1}
      aria-label={label}
      className={`h-2 appearance-none overflow-hidden rounded-full border border-edge bg-base-100 [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-primary ${className}`}
    />
  );
}
