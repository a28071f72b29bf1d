'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { TransferCheck } from '@/lib/groups/transfers/queries/form';

export type TransferCheckState =
  | { is: 'idle' | 'busy' | 'failed' | 'unknown' }
  | { is: 'known'; check: TransferCheck };

/**
 * Asks what moving a person to a unit would come to, as soon as both are chosen. `onKnown` is told before the answer is shown, so
 * that the form can be filled in with it; and null before it is asked, as what was filled in was of somebody or somewhere else.
 */
export function useTransferCheck(
  personId: string,
  unitId: string,
  onKnown: (check: TransferCheck | null) => void,
): TransferCheckState {
  const [state, setState] = useState<TransferCheckState>({ is: 'idle' });
  const tell = useEffectEvent(onKnown);
  useEffect(() => {
    tell(null);
    if (!(personId && unitId)) return setState({ is: 'idle' });
    const stop = new AbortController();
    setState({ is: 'busy' });
    ask(personId, unitId, stop.signal)
      .then((check) => {
        if (check) tell(check);
        setState(check ? { is: 'known', check } : { is: 'unknown' });
      })
      .catch(() => {
        if (!stop.signal.aborted) setState({ is: 'failed' });
      });
    return () => stop.abort();
  }, [personId, unitId]);
  return state;
}

async function ask(person: string, unit: string, signal: AbortSignal): Promise<TransferCheck | null> {
  const reply = await fetch(`/api/options/transfer-check?${new URLSearchParams({ person, unit })}`, {
    signal,
  });
  if (!reply.ok) throw new Error(`transfer: ${reply.status}`);
  const { check }: { check: TransferCheck | null } = await reply.json();
  return check;
}
