'use client';

import { useRef, useState } from 'react';
import { type RegisterOptions, useFormContext } from 'react-hook-form';

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Joins an input to the form around it. The default is there from the first paint, and what somebody (or the browser's
 * password store) typed before the page's JavaScript ran is kept, which the form library by itself would overwrite.
 */
export function useInput(name: string, options?: RegisterOptions) {
  const { register, getValues, setValue } = useFormContext();
  const [initial] = useState<unknown>(() => getValues(name));
  const attached = useRef(false);
  const { ref, ...wiring } = register(name, options);

  function attach(box: Box | null): void {
    const early = attached.current ? undefined : typedIn(box);
    attached.current ||= box !== null;
    ref(box);
    if (early !== undefined) setValue(name, early);
  }
  const known = typeof initial === 'string' || (typeof initial === 'number' && !Number.isNaN(initial));
  return { ...wiring, ref: attach, defaultValue: known ? initial : undefined };
}

function typedIn(box: Box | null): string | undefined {
  if (!box || box instanceof HTMLSelectElement || box.value === box.defaultValue) return undefined;
  return box.value;
}
