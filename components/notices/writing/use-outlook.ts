'use client';

import { useEffect, useState } from 'react';
import { ask } from '@/components/form/ask';
import type { NoticeForm } from '@/lib/notices/input';
import type { Outlook } from '@/lib/notices/writing/queries/outlook';

const pauseMs = 700;

/**
 * How many people it reaches, and when it could go out: asked of the server after every pause. The last answer is shown until the next
 * one, but for the number of people, which is of these groups or unknown.
 */
export function useOutlook(form: NoticeForm): { people: number | null; checks: Outlook['checks'] } {
  const { id, title, body, groupIds, receiptWanted, receiptDue, releaseWhen, planned } = form;
  const [known, setKnown] = useState<{ groups: string; outlook: Outlook }>();
  const groups = groupIds.join();
  const question = JSON.stringify({
    ...{ id, title, body, groupIds },
    ...{ receiptWanted, receiptDue, releaseWhen, planned },
  });
  useEffect(() => {
    if (!groups) return;
    const stop = new AbortController();
    async function look(): Promise<void> {
      const outcome = await ask<Outlook>('/api/notices/outlook', JSON.parse(question), stop.signal);
      if (outcome.ok && !stop.signal.aborted) setKnown({ groups, outlook: outcome.value });
    }
    const timer = setTimeout(() => void look(), pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [question, groups]);
  if (!groups) return { people: 0, checks: [] };
  return {
    people: known?.groups === groups ? known.outlook.people : null,
    checks: known?.outlook.checks ?? [],
  };
}
