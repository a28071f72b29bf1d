'use client';

import { type Ref, useId } from 'react';
import { useReady } from '@/components/ui/use-ready';
import { type Attestation, attestationNames, attestations } from '@/lib/notices/review/rules/opinion';

type AttestationsProps = {
  /** The first box, for whoever has forgotten one. */
  ref: Ref<HTMLInputElement>;
  ticked: readonly Attestation[];
  onTick: (ticked: Attestation[]) => void;
  error: string | undefined;
};

/** What the reviewer answers for (3.4.2), each by itself. */
export function Attestations({ ref, ticked, onTick, error }: AttestationsProps) {
  const id = useId();
  // What is ticked before the page's JavaScript runs would look ticked and count for nothing.
  const ready = useReady();
  return (
    <fieldset aria-describedby={`${id}-error`}>
      <legend className="sr-only">审核确认</legend>
      {attestationNames.map((name, index) => (
        <label key={name} className="flex min-h-9 cursor-pointer items-center gap-2.5">
          <input
            ref={index === 0 ? ref : undefined}
            type="checkbox"
            checked={ticked.includes(name)}
            disabled={!ready}
            aria-invalid={error !== undefined}
            onChange={(event) =>
              onTick(event.target.checked ? [...ticked, name] : ticked.filter((one) => one !== name))
            }
            className="checkbox checkbox-primary size-5"
          />
          <span>
            {attestations[name].label}：{attestations[name].hint}
          </span>
        </label>
      ))}
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-error-ink text-xs">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
