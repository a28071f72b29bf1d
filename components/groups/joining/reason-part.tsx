'use client';

import { useId } from 'react';
import { inputClass } from '@/components/form/input-class';
import { useReady } from '@/components/ui/use-ready';
import { commonReasons } from '@/lib/groups/requests/rules';
import { Suggestion } from './groups-part';

/** One reason for all, typed or taken over. */
export function ReasonPart({
  reason,
  error,
  onChange,
}: {
  reason: string;
  error: string | undefined;
  onChange: (reason: string) => void;
}) {
  const id = useId();
  // What is typed before the page's JavaScript runs would be lost.
  const ready = useReady();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        <span className="after:ml-0.5 after:text-error-ink after:content-['*'_/_'']">申请事由</span>
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={200}
        value={reason}
        readOnly={!ready}
        aria-required
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
        className={`textarea min-h-16 leading-6 ${inputClass}`}
      />
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-error-ink text-xs">
          {error}
        </p>
      ) : null}
      <fieldset className="mt-2 flex flex-wrap gap-2">
        <legend className="sr-only">常用事由</legend>
        {commonReasons.map((one) => (
          <Suggestion key={one} label={one} onTake={() => onChange(one)} />
        ))}
      </fieldset>
    </div>
  );
}
