/** One look for every box that is typed in; apart from field.tsx, which brings the form library along. */
export const inputClass =
  'w-full border-edge bg-base-100 text-sm max-md:text-base aria-invalid:border-danger placeholder:text-muted';
