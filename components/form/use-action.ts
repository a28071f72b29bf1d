'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { notify } from '@/components/ui/notify';
import type { Result } from '@/lib/core/errors';
import { type Action, runAction } from './run-action';

export type AfterSuccess<Value> = {
  /** Said in passing when it worked. */
  success?: string | ((value: Value) => string);
  /** Where to go when it worked; without it one stays, and the action has had the page read again. */
  next?: string | ((value: Value) => string);
  onSuccess?: (value: Value) => void;
};

/** Calls an action, one call at a time: a second one while the first is under way is dropped. */
export function useAction<Input, Value>(action: Action<Input, Value>, after: AfterSuccess<Value>) {
  const router = useRouter();
  const busy = useRef(false);
  const [pending, setPending] = useState(false);

  async function run(input: Input): Promise<Result<Value> | undefined> {
    if (busy.current) return undefined;
    busy.current = true;
    setPending(true);
    const outcome = await runAction(action, input);
    busy.current = false;
    setPending(false);
    if (outcome.ok) finish(outcome.value, after, router);
    return outcome;
  }
  return { run, pending };
}

function finish<Value>(value: Value, after: AfterSuccess<Value>, router: ReturnType<typeof useRouter>): void {
  const said = typeof after.success === 'function' ? after.success(value) : after.success;
  const href = typeof after.next === 'function' ? after.next(value) : after.next;
  if (said) notify('success', said);
  after.onSuccess?.(value);
  if (href) router.push(href);
}
