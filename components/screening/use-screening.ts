'use client';

import { useEffect, useState } from 'react';
import { ask } from '@/components/form/ask';
import type { Refusal } from '@/lib/core/errors';
import type { NoticeFindings } from '@/lib/dictionaries/rules';
import type { NoticeText } from '@/lib/screening/notice';

/** Between two letters of somebody who types one is shorter. */
const pauseMs = 500;

export interface Screening {
  /** The latest; undefined until there is anything to look through, and before the first answer. */
  findings: NoticeFindings | undefined;
  /** Whether they are those of the text as it stands: places in it are right only then. */
  current: boolean;
  /** Why it could not be looked through. */
  refusal: Refusal | undefined;
}

/**
 * Has a notice looked through on the server while it is written: after every pause in typing, one question at a time. A question that
 * failed is asked again when the text changes or the window comes back to the front.
 */
export function useScreening({ title, body, fileNames }: NoticeText): Screening {
  const [known, setKnown] = useState<{ of: string; findings: NoticeFindings }>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [attempt, setAttempt] = useState(0);
  const empty = !(title.trim() || body.trim() || fileNames.length);
  const question = JSON.stringify({ title, body, fileNames });
  const current = known?.of === question;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks the same again
  useEffect(() => {
    if (empty || current) return;
    const stop = new AbortController();
    async function look(): Promise<void> {
      const outcome = await ask<NoticeFindings>('/api/screening', JSON.parse(question), stop.signal);
      if (stop.signal.aborted) return;
      setRefusal(outcome.ok ? undefined : outcome.refusal);
      if (outcome.ok) setKnown({ of: question, findings: outcome.value });
    }
    const timer = setTimeout(() => void look(), pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [question, empty, current, attempt]);

  useEffect(() => {
    if (!refusal) return;
    const again = () => setAttempt((count) => count + 1);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [refusal]);

  if (empty) return { findings: undefined, current: true, refusal: undefined };
  return { findings: known?.findings, current, refusal: current ? undefined : refusal };
}
