'use client';

import { useId, useRef, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Refusal } from '@/lib/core/errors';
import { decideStepAction } from '@/lib/notices/review/actions';
import { type Attestation, attestationNames, type ReturnReason } from '@/lib/notices/review/rules/opinion';
import { Attestations } from './attestations';
import { ReasonTicks } from './reason-ticks';

type Decision = 'approve' | 'return' | 'reject';

type ReviewFormProps = {
  step: { id: string; version: number };
  /** What is out already is upheld or not; there is nothing to send back. */
  afterwards: boolean;
  /** As whom the reader decides, in one sentence. */
  hint: string;
};

const said: Record<Decision, string> = {
  approve: '已通过',
  return: '已退回，并通知作者',
  reject: '已作出不予发布的决定，并通知作者',
};

/** 审核意见: the three attestations one by one, the opinion, and the ways to decide. What was ticked and written stays until it is done. */
export function ReviewForm({ step, afterwards, hint }: ReviewFormProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const firstTick = useRef<HTMLInputElement>(null);
  const [ticked, setTicked] = useState<Attestation[]>([]);
  const [reasons, setReasons] = useState<ReturnReason[]>([]);
  const [deciding, setDeciding] = useState<Decision>();
  const decided = useRef<Decision>('approve');
  const [sure, setSure] = useState(false);
  const [missing, setMissing] = useState<{ field: 'attestations' | 'opinion'; text: string }>();
  const [refusal, setRefusal] = useState<Refusal>();
  const { run, pending } = useAction(decideStepAction, {
    success: () => (afterwards ? '已作出决定，并通知作者' : said[decided.current]),
  });

  async function decide(decision: Decision): Promise<void> {
    const opinion = box.current?.value.trim() ?? '';
    setRefusal(undefined);
    setDeciding(decision);
    decided.current = decision;
    const lacking = lackingFor(decision, ticked, reasons.length > 0 || opinion !== '');
    setMissing(lacking);
    if (lacking) return (lacking.field === 'opinion' ? box : firstTick).current?.focus();
    // It ends the matter, and stands below the others' buttons.
    if (decision === 'reject' && !afterwards && !sure) return setSure(true);
    setSure(false);
    const attested = {
      truth: ticked.includes('truth'),
      accuracy: ticked.includes('accuracy'),
      conformity: ticked.includes('conformity'),
    };
    const outcome = await run({
      ...step,
      decision,
      ...attested,
      reasons: decision === 'approve' ? [] : reasons,
      opinion,
    });
    if (outcome && !outcome.ok) setRefusal(outcome.refusal);
  }
  const button = (decision: Decision, label: string, key?: 'a' | 'r') => (
    <SubmitButton
      type="button"
      kind={decision === 'approve' ? 'primary' : 'plain'}
      decide={key}
      pending={pending && deciding === decision}
      // Another one pressed meanwhile is not sent: nor may it be what is said to have been done.
      onClick={() => (pending ? undefined : void decide(decision))}
    >
      {label}
    </SubmitButton>
  );
  return (
    <div className="flex flex-col gap-3">
      <Attestations
        ref={firstTick}
        ticked={ticked}
        onTick={setTicked}
        error={missing?.field === 'attestations' ? missing.text : undefined}
      />
      <div>
        <label htmlFor={id} className="sr-only">
          审核意见
        </label>
        <textarea
          ref={box}
          id={id}
          rows={3}
          maxLength={500}
          placeholder={afterwards ? '意见（不予追认时必填）' : '意见（退回、不予发布时必填）'}
          aria-invalid={missing?.field === 'opinion'}
          aria-describedby={`${id}-error`}
          className={`textarea ${inputClass}`}
        />
        {missing?.field === 'opinion' ? (
          <p id={`${id}-error`} role="alert" className="mt-1 text-error-ink text-xs">
            {missing.text}
          </p>
        ) : null}
      </div>
      <ReasonTicks ticked={reasons} onTick={setReasons} open={missing?.field === 'opinion'} />
      {refusal ? <RefusalNotice refusal={refusal} spelled /> : null}
      <div className="grid grid-cols-2 gap-2">
        {afterwards ? button('reject', '不予追认', 'r') : button('return', '退回修改', 'r')}
        {button('approve', afterwards ? '追认' : '通过', 'a')}
        {afterwards || sure ? null : <div className="col-span-2 grid">{button('reject', '不予发布')}</div>}
      </div>
      {sure ? (
        <Notice tone="warning" title="不予发布后，这件信息就此终止，起草人不能再修改提交。" live>
          <div className="mt-2 flex flex-wrap gap-2">
            {button('reject', '确认不予发布')}
            <Button onClick={() => setSure(false)}>取消</Button>
          </div>
        </Notice>
      ) : null}
      <p className="text-muted text-xs">{hint}</p>
    </div>
  );
}

function lackingFor(decision: Decision, ticked: readonly Attestation[], reasoned: boolean) {
  if (decision === 'approve' && ticked.length < attestationNames.length)
    return { field: 'attestations' as const, text: '请逐项确认真实性、准确性、规范性后再通过' };
  if (decision !== 'approve' && !reasoned)
    return { field: 'opinion' as const, text: '请选择原因或填写审核意见，作者可见' };
  return undefined;
}
