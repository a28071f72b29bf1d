'use client';

import { useEffect, useState } from 'react';
import type { JoinCheck } from '@/lib/groups/requests/queries/form';

/** As it travels: the moment is text. */
export type Check = Omit<JoinCheck, 'decisionDue'> & { decisionDue: string };

/** `idle` until person and group are chosen; `failed` when it could not be asked, which keeps nobody from sending. */
export type CheckState = { is: 'idle' | 'busy' | 'failed' | 'unknown' } | { is: 'known'; check: Check };

/** Asks the server what a request would come to, as soon as person and group are chosen. */
export function useJoinCheck(personId: string, groupId: string): CheckState {
  const [state, setState] = useState<CheckState>({ is: 'idle' });
  useEffect(() => {
    if (!(personId && groupId)) return setState({ is: 'idle' });
    const stop = new AbortController();
    setState({ is: 'busy' });
    ask(personId, groupId, stop.signal)
      .then((check) => setState(check ? { is: 'known', check } : { is: 'unknown' }))
      .catch(() => {
        if (!stop.signal.aborted) setState({ is: 'failed' });
      });
    return () => stop.abort();
  }, [personId, groupId]);
  return state;
}

async function ask(personId: string, groupId: string, signal: AbortSignal): Promise<Check | null> {
  const params = new URLSearchParams({ person: personId, group: groupId });
  const reply = await fetch(`/api/options/join-check?${params}`, { signal });
  if (!reply.ok) throw new Error(`check: ${reply.status}`);
  const { check }: { check: Check | null } = await reply.json();
  return check;
}
