'use client';

import { useFormContext } from 'react-hook-form';

/** The reasons most requests have, to be taken with one click into the field `reason`. */
export function ReasonChips({ reasons }: { reasons: readonly string[] }) {
  const { setValue } = useFormContext();
  return (
    <fieldset className="mt-2 flex flex-wrap gap-2">
      <legend className="sr-only">常用事由</legend>
      {reasons.map((reason) => (
        <button
          key={reason}
          type="button"
          onClick={() => setValue('reason', reason, { shouldDirty: true, shouldValidate: true })}
          className="min-h-8 rounded-full border border-base-300 bg-base-100 px-3 hover:border-edge max-md:min-h-9"
        >
          {reason}
        </button>
      ))}
    </fieldset>
  );
}
