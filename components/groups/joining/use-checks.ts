'use client';

import { useEffect, useState } from 'react';
import { ask } from '@/components/form/ask';
import type { Refusal } from '@/lib/core/errors';
import { type JoinRow, type RowCheck, rowsText, withRepeats } from '@/lib/groups/joining/rules/rows';

const pauseMs = 250;
/** Rows of one question: the server is free for others in between, and one sees how far it is. */
const slice = 500;

interface Known {
  row: JoinRow;
  groups: string;
  check: RowCheck;
}

/** What the rows come to with the groups, asked of the server whenever they change, and only what has changed. */
export function useChecks(rows: readonly JoinRow[], groupIds: readonly string[]) {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const [refusal, setRefusal] = useState<Refusal>();
  const [attempt, setAttempt] = useState(0);
  const groups = groupIds.join();

  const upToDate = (row: JoinRow) => {
    const found = known.get(row.key);
    return found?.row === row && found.groups === groups;
  };
  const stale = rows.filter((row) => !upToDate(row));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known by now is asked for when the time has come
  useEffect(() => {
    const waiting = stale;
    if (!waiting.length) return;
    const stop = new AbortController();
    async function next(from: number): Promise<void> {
      const part = waiting.slice(from, from + slice);
      if (!part.length || stop.signal.aborted) return;
      const question = { rows: rowsText(part), groupIds: groups ? groups.split(',') : [] };
      const outcome = await ask<{ checks: RowCheck[] }>('/api/joins/check', question, stop.signal);
      if (stop.signal.aborted) return;
      if (!outcome.ok) return setRefusal(outcome.refusal);
      setRefusal(undefined);
      const { checks } = outcome.value;
      setKnown((before) => {
        const after = new Map(before);
        for (const [i, row] of part.entries()) {
          const check = checks[i];
          if (check) after.set(row.key, { row, groups, check });
        }
        return after;
      });
      return next(from + slice);
    }
    const timer = setTimeout(() => void next(0), pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [rows, groups, attempt]);

  // Signed in again in another window, or the network is back: what could not be asked is asked again.
  useEffect(() => {
    if (!refusal) return;
    const again = () => setAttempt((count) => count + 1);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [refusal]);

  const checks = rows.map((row) => {
    const found = known.get(row.key);
    return found?.row === row ? found.check : undefined;
  });
  return { checks: withRepeats(checks), waiting: stale.length, refusal };
}
