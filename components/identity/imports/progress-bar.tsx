'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Progress } from '@/components/ui/progress';
import type { ImportProgress } from '@/lib/identity/imports/queries/batch';

const everyMs = 1_000;

async function progressOf(id: string, signal: AbortSignal): Promise<ImportProgress | null> {
  const reply = await fetch(`/api/imports/progress?id=${id}`, { signal });
  const answer = (await reply.json()) as { progress?: ImportProgress | null };
  return answer.progress ?? null;
}

/** How far an import under way has come, asked for every second; when it has ended the page is read again. */
export function ProgressBar({ id, first, measure }: { id: string; first: ImportProgress; measure: string }) {
  const router = useRouter();
  const [progress, setProgress] = useState(first);

  useEffect(() => {
    const leaving = new AbortController();
    let timer: number | undefined;
    async function ask(): Promise<void> {
      try {
        const next = await progressOf(id, leaving.signal);
        if (next) setProgress(next);
        if (next && next.status !== 'importing') return router.refresh();
      } catch {
        // Left the page, or the server is away for a moment: the next question tells.
      }
      if (!leaving.signal.aborted) timer = window.setTimeout(() => void ask(), everyMs);
    }
    timer = window.setTimeout(() => void ask(), everyMs);
    return () => {
      leaving.abort();
      window.clearTimeout(timer);
    };
  }, [id, router]);

  const { handled, total } = progress;
  return (
    <div>
      <Progress className="w-full" value={handled} max={total} label="导入进度" />
      <p role="status" className="mt-1">
        {handled === 0
          ? '排队中，几秒后开始；可以离开本页，完成后会发消息给您'
          : `已处理 ${handled} / ${total} ${measure}；可以离开本页，完成后会发消息给您`}
      </p>
    </div>
  );
}
