'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { LeavableGroup } from '@/lib/groups/leaving/queries';

export type GroupsState = { is: 'idle' | 'busy' | 'failed' } | { is: 'known'; groups: LeavableGroup[] };

/**
 * Asks which groups somebody can be taken out of, as soon as he is chosen. `onAsk` is told before: what was ticked was somebody
 * else's.
 */
export function useGroupsToLeave(personId: string, onAsk: () => void): GroupsState {
  const [state, setState] = useState<GroupsState>({ is: 'idle' });
  const tell = useEffectEvent(onAsk);
  useEffect(() => {
    tell();
    if (!personId) return setState({ is: 'idle' });
    const stop = new AbortController();
    setState({ is: 'busy' });
    ask(personId, stop.signal)
      .then((groups) => setState({ is: 'known', groups }))
      .catch(() => {
        if (!stop.signal.aborted) setState({ is: 'failed' });
      });
    return () => stop.abort();
  }, [personId]);
  return state;
}

async function ask(person: string, signal: AbortSignal): Promise<LeavableGroup[]> {
  const reply = await fetch(`/api/options/leave-groups?${new URLSearchParams({ person })}`, { signal });
  if (!reply.ok) throw new Error(`groups to leave: ${reply.status}`);
  const { groups }: { groups: LeavableGroup[] } = await reply.json();
  return groups;
}
