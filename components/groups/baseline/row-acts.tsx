'use client';

import { useId, useState } from 'react';
import { ActionButton } from '@/components/form/action-button';
import { useAction } from '@/components/form/use-action';
import { notify } from '@/components/ui/notify';
import { useReady } from '@/components/ui/use-ready';
import type { Choice } from '@/lib/core/paging';
import { changeBaselineRowAction } from '@/lib/groups/baseline/actions';
import type { BaselineRow } from '@/lib/groups/baseline/list';

interface RowActsProps {
  baselineId: string;
  row: Pick<BaselineRow, 'id' | 'name' | 'result' | 'unitName'>;
  units: readonly Choice[];
}

/** What can be put right in a line before it is confirmed. */
export function RowActs({ baselineId, row, units }: RowActsProps) {
  const input = { id: baselineId, rowId: row.id, unitId: '' };
  if (row.result === 'left_out')
    return (
      <ActionButton
        action={changeBaselineRowAction}
        input={{ ...input, change: 'take_in' as const }}
        label="重新纳入"
        size="small"
        kind="quiet"
      />
    );
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {row.result === 'unclear' && row.name ? <UnitChoice {...{ baselineId, row, units }} /> : null}
      <ActionButton
        action={changeBaselineRowAction}
        input={{ ...input, change: 'leave_out' as const }}
        label="不纳入"
        size="small"
        kind="quiet"
      />
    </span>
  );
}

function UnitChoice({ baselineId, row, units }: RowActsProps) {
  const id = useId();
  const [unitId, setUnitId] = useState('');
  const ready = useReady();
  const { run, pending } = useAction(changeBaselineRowAction, {});

  async function choose(chosen: string): Promise<void> {
    setUnitId(chosen);
    if (!chosen) return;
    const outcome = await run({ id: baselineId, rowId: row.id, change: 'unit', unitId: chosen });
    if (outcome && !outcome.ok) notify('error', outcome.refusal.message);
  }
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {row.name}的单位
      </label>
      <select
        id={id}
        value={unitId}
        disabled={pending || !ready}
        onChange={(event) => void choose(event.target.value)}
        className="select h-8 w-36 border-edge text-sm"
      >
        <option value="">选择单位…</option>
        {units.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}
