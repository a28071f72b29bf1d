'use client';

import { type FormEvent, useId, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { useSelection } from '@/components/list/selection';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import type { Result } from '@/lib/core/errors';
import { removeWordsAction, switchWordsAction, weighWordsAction } from '@/lib/dictionaries/actions';
import { mostWeightyAtOnce, weightyHint } from '@/lib/dictionaries/rules';
import type { Severity } from '@/lib/screening/categories';

type Act = 'on' | 'off' | 'remove' | Severity;

const acts: readonly { act: Act; label: string }[] = [
  { act: 'on', label: '启用' },
  { act: 'off', label: '停用' },
  { act: 'block', label: '改为阻止' },
  { act: 'warn', label: '改为警示' },
  { act: 'hint', label: '改为提示' },
  { act: 'remove', label: '删除' },
];

/** What may be done to all ticked words at once; the reason is asked for in place. */
export function WordBar() {
  const id = useId();
  const { ids, clear } = useSelection();
  const [asking, setAsking] = useState<(typeof acts)[number]>();
  const switching = useAction(switchWordsAction, {});
  const weighing = useAction(weighWordsAction, {});
  const removing = useAction(removeWordsAction, {});
  const pending = switching.pending || weighing.pending || removing.pending;

  function done(act: Act, reason: string): Promise<Result<{ count: number }> | undefined> {
    if (act === 'on' || act === 'off') return switching.run({ ids, active: act === 'on', reason });
    return act === 'remove' ? removing.run({ ids, reason }) : weighing.run({ ids, severity: act, reason });
  }
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (!asking) return;
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const outcome = await done(asking.act, reason);
    if (!outcome) return;
    if (!outcome.ok)
      return notify('error', Object.values(outcome.refusal.fields ?? {})[0] ?? outcome.refusal.message);
    notify('success', `已${asking.label} ${outcome.value.count} 条`);
    setAsking(undefined);
    clear();
  }
  if (!asking)
    return acts.map((one) => (
      <Button key={one.act} kind="quiet" size="small" onClick={() => setAsking(one)}>
        {one.label}
      </Button>
    ));
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="flex min-w-0 flex-1 flex-wrap items-center gap-2"
    >
      <label htmlFor={id}>{asking.label}原因</label>
      <input
        id={id}
        name="reason"
        required
        minLength={2}
        maxLength={200}
        autoComplete="off"
        className={`input h-8 max-w-80 ${inputClass}`}
      />
      {asking.act === 'block' || asking.act === 'warn' ? (
        <span className="text-muted text-xs">
          请逐条核对，一次最多 {mostWeightyAtOnce} 条；{weightyHint}
        </span>
      ) : null}
      <SubmitButton size="small" pending={pending} kind={asking.act === 'remove' ? 'danger' : 'primary'}>
        {asking.label} {ids.length} 条
      </SubmitButton>
      <Button kind="quiet" size="small" onClick={() => setAsking(undefined)}>
        取消
      </Button>
    </form>
  );
}
