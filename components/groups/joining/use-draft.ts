'use client';

import { useEffect, useRef, useState } from 'react';
import { runAction } from '@/components/form/run-action';
import { saveDraftAction } from '@/lib/groups/joining/actions';
import { rowsText } from '@/lib/groups/joining/rules/rows';
import type { JoinForm } from './use-join-form';

const pauseMs = 1_000;

export type Saved = 'untouched' | 'waiting' | 'saved' | 'failed';

/** Keeps what is filled in on the server while it is filled in, so that a closed tab or an ended session loses nothing. */
export function useDraft(form: JoinForm) {
  const first = useRef(form);
  const stopped = useRef(false);
  const [saved, setSaved] = useState<Saved>('untouched');
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was left out while the form was being sent is kept afterwards
  useEffect(() => {
    if (form === first.current || stopped.current) return;
    const { rows, groups, reason } = form;
    setSaved('waiting');
    let late = false;
    async function save(): Promise<void> {
      // Sent meanwhile: it would come back as something that was never sent.
      if (stopped.current) return;
      const draft = {
        rows: rowsText(rows),
        groupIds: groups.map(({ id }) => id),
        reason: reason.slice(0, 200),
      };
      const outcome = await runAction(saveDraftAction, draft);
      if (!late) setSaved(outcome.ok ? 'saved' : 'failed');
    }
    const timer = setTimeout(() => void save(), pauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [form, attempt]);

  return {
    saved,
    /** The form has been sent: nothing is to be kept of it from here. */
    stop: () => {
      stopped.current = true;
    },
    goOn: () => {
      stopped.current = false;
      setAttempt((count) => count + 1);
    },
  };
}
