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
import { commonKeepReasons } from '@/lib/groups/inactive/rules';

const mostNamed = 5;

/** 保留 or 移出 of all ticked members. `versions` says in which version each was shown. */
export function AnswerBar({ versions }: { versions: Record<string, number> }) {
  const { ids, clear } = useSelection();
  const [asking, setAsking] = useState<Answer['answer']>();
  const { run, pending } = useAction(answerItemsAction, {});

  async function answer(choice: Answer['answer'], reason?: string): Promise<void> {
    const rows = ids.map((id) => ({ id, version: versions[id] ?? 1 }));
    const outcome = await run({ rows, answer: choice, reason });
    if (!outcome) return;
    if (!outcome.ok) return notify('error', outcome.refusal.message);
    const { answered, refused } = outcome.value;
    if (answered) notify('success', `${choice === 'keep' ? '已保留' : '已提交移出'} ${answered} 人次`);
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
        <span>提交后由群管理员移出，并告知本人</span>
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
