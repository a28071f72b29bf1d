'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { notify } from '@/components/ui/notify';
import { askVerificationAction } from '@/lib/proof/actions';

const everyMs = 2_000;
/** Two minutes: a long trail takes longer, and need not be waited for. */
const mostLooks = 60;

/** Reads the page again until it shows a verification other than the one it had. @returns whether it is still being waited for */
function useLooking(latest: number | null) {
  const router = useRouter();
  const [had, setHad] = useState<{ latest: number | null } | null>(null);
  const [looks, setLooks] = useState(0);
  const come = had !== null && latest !== had.latest;
  const looking = had !== null && !come && looks < mostLooks;

  useEffect(() => {
    if (!looking) return;
    const timer = setTimeout(() => {
      router.refresh();
      setLooks(looks + 1);
    }, everyMs);
    return () => clearTimeout(timer);
  }, [looking, looks, router]);

  return {
    looking,
    come,
    late: had !== null && !come && !looking,
    begin: () => {
      setHad({ latest });
      setLooks(0);
    },
  };
}

/** 立即核对: asks for a verification and shows its result as soon as there is one. */
export function VerifyNow({ latest }: { latest: number | null }) {
  const { looking, come, late, begin } = useLooking(latest);
  const { run, pending } = useAction(askVerificationAction, {});

  async function ask(): Promise<void> {
    const outcome = await run({});
    if (!outcome) return;
    // Somebody else has asked: his result is as good.
    if (outcome.ok || outcome.refusal.code === 'conflict') return begin();
    notify('error', outcome.refusal.message);
  }
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p role="status" className="text-muted">
        {looking ? '正在核对，结果会自动显示…' : null}
        {come ? '核对完成，结果见下' : null}
        {late ? '核对时间较长，可以离开本页，稍后再来查看' : null}
      </p>
      <SubmitButton type="button" kind="primary" pending={pending || looking} onClick={() => void ask()}>
        立即核对
      </SubmitButton>
    </div>
  );
}
