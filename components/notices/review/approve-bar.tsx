'use client';

import { type FormEvent, useState } from 'react';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { useSelection } from '@/components/list/selection';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { approveManyAction } from '@/lib/notices/review/actions';
import { type Attestation, attestationNames, attestations } from '@/lib/notices/review/rules/opinion';

type ApproveBarProps = { steps: Readonly<Record<string, { version: number; title: string }>> };

const mostNamed = 5;
const nameOf = (id: string, attestation: Attestation) => `${id} ${attestation}`;

type Answer = Extract<Awaited<ReturnType<typeof approveManyAction>>, { ok: true }>['value'];

function tell({ decided, refused }: Answer): void {
  if (decided) notify('success', `已通过 ${decided} 件`);
  for (const { title, refusal } of refused.slice(0, mostNamed))
    notify('error', `${title ? `《${title}》` : ''}${refusal?.message ?? ''}`);
  if (refused.length > mostNamed) notify('error', `另有 ${refused.length - mostNamed} 件未能通过`);
}

/** 通过 of all ticked notices, once each of the three is ticked for each of them. */
export function ApproveBar({ steps }: ApproveBarProps) {
  const { ids, clear } = useSelection();
  const [attested, setAttested] = useState<ReadonlySet<string>>(new Set());
  const { run, pending } = useAction(approveManyAction, {});
  const chosen = ids.flatMap((id) => (steps[id] ? [{ id, ...steps[id] }] : []));
  const left = chosen.filter(({ id }) => attestationNames.some((name) => !attested.has(nameOf(id, name))));

  function tick(names: string[], checked: boolean): void {
    setAttested((before) =>
      checked ? new Set([...before, ...names]) : new Set([...before].filter((name) => !names.includes(name))),
    );
  }
  async function approve(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (left.length) return notify('error', `还有 ${left.length} 件未逐项确认，请补齐后再通过`);
    const outcome = await run({
      rows: chosen.map(({ id, version }) => ({ id, version, truth: true, accuracy: true, conformity: true })),
    });
    if (!outcome) return;
    if (!outcome.ok) return notify('error', outcome.refusal.message);
    tell(outcome.value);
    setAttested(new Set());
    clear();
  }
  return (
    <form onSubmit={(event) => void approve(event)} className="flex w-full flex-col gap-2">
      <div className="max-h-[50vh] overflow-auto rounded-md border border-base-300 bg-base-100">
        {chosen.map(({ id, title }) => (
          <AttestationRow key={id} id={id} title={title} attested={attested} onTick={tick} />
        ))}
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {left.length ? <span className="mr-auto text-muted">还有 {left.length} 件未逐项确认</span> : null}
        <Button size="small" onClick={clear}>
          取消选择
        </Button>
        <SubmitButton size="small" decide="a" pending={pending}>
          通过 {chosen.length} 件
        </SubmitButton>
      </div>
    </form>
  );
}

type AttestationRowProps = {
  id: string;
  title: string;
  attested: ReadonlySet<string>;
  onTick: (names: string[], checked: boolean) => void;
};

function AttestationRow({ id, title, attested, onTick }: AttestationRowProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 border-base-300 border-b px-3 py-1 last:border-0">
      <legend className="sr-only">{title}</legend>
      <span aria-hidden className="min-w-0 flex-1 basis-48 truncate">
        {title}
      </span>
      {attestationNames.map((name) => (
        <label key={name} className="flex min-h-8 cursor-pointer items-center gap-1.5">
          <input
            type="checkbox"
            checked={attested.has(nameOf(id, name))}
            onChange={(event) => onTick([nameOf(id, name)], event.target.checked)}
            className="checkbox checkbox-primary checkbox-sm"
          />
          {attestations[name].label}
        </label>
      ))}
    </fieldset>
  );
}
