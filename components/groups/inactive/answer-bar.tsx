'use client';

import { useState } from 'react';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { ReasonForm } from '@/components/groups/reason-form';
import { useSelection } from '@/components/list/selection';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { answerItemsAction } from '@/lib/groups/inactive/actions';
import type { Answer } from '@/lib/groups/inactive/input';
import { commonKeepReasons, removalHint } from '@/lib/groups/inactive/rules';

const mostNamed = 5;

/** What the bar knows of a member: in which version he was shown, and what taking him out means. */
interface Shown {
  version: number;
  atOnce: boolean;
  hasAccount: boolean;
}

/** 保留 or 移出 of all ticked members, of those `shown`. */
export function AnswerBar({ shown }: { shown: Record<string, Shown> }) {
  const { ids, clear } = useSelection();
  const [asking, setAsking] = useState<Answer['answer']>();
  const chosen = ids.flatMap((id) => shown[id] ?? []);
  const { run, pending } = useAction(answerItemsAction, {});

  async function answer(choice: Answer['answer'], reason?: string): Promise<void> {
    const rows = ids.map((id) => ({ id, version: shown[id]?.version ?? 1 }));
    const outcome = await run({ rows, answer: choice, reason });
    if (!outcome) return;
    if (!outcome.ok) return notify('error', outcome.refusal.message);
    const { answered, refused } = outcome.value;
    const removed = chosen.every(({ atOnce }) => atOnce) ? '已移出' : '已提交移出';
    const done = choice === 'keep' ? '已保留' : removed;
    if (answered) notify('success', `${done} ${answered} 人次`);
    for (const { label, refusal } of refused.slice(0, mostNamed))
      notify('error', [label, refusal.message].filter(Boolean).join('：'));
    setAsking(undefined);
    clear();
  }
  if (asking === 'keep')
    return (
      <ReasonForm
        label="保留理由"
        placeholder="可选择，也可填写"
        reasons={commonKeepReasons}
        submit={`保留 ${ids.length} 人次`}
        kind="primary"
        pending={pending}
        onCancel={() => setAsking(undefined)}
        onReason={(reason) => void answer('keep', reason)}
      />
    );
  if (asking === 'remove')
    return (
      <div className="flex flex-wrap items-center gap-2">
        <span>{removalHint(chosen)}</span>
        <Button size="small" onClick={() => setAsking(undefined)}>
          取消
        </Button>
        <SubmitButton
          type="button"
          size="small"
          kind="danger"
          pending={pending}
          onClick={() => void answer('remove')}
        >
          确认移出 {ids.length} 人次
        </SubmitButton>
      </div>
    );
  return (
    <>
      <Button size="small" onClick={() => setAsking('remove')}>
        移出…
      </Button>
      <Button kind="primary" size="small" onClick={() => setAsking('keep')}>
        保留…
      </Button>
    </>
  );
}
