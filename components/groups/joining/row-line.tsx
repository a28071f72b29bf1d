'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { FormGroup } from '@/lib/groups/joining/queries/form';
import type { JoinRow, RowCheck } from '@/lib/groups/joining/rules/rows';
import { RowEditor } from './row-editor';
import { RowVerdict } from './row-verdict';

type RowLineProps = {
  row: JoinRow;
  check: RowCheck | undefined;
  place: number;
  groups: readonly FormGroup[];
  onChange: (part: Partial<JoinRow>) => void;
  onRemove: () => void;
};

const cell = 'px-3 py-2 align-top max-md:block max-md:px-0 max-md:py-0.5';

/** One person of the list: who he is, what he comes to, and the ways to mend it in place. */
export function RowLine({ row, check, place, groups, onChange, onRemove }: RowLineProps) {
  const [editing, setEditing] = useState(false);
  const person = check?.person;
  const name = person?.name ?? row.name;
  if (editing)
    return (
      <tr className="border-base-300 border-b last:border-b-0 max-md:block max-md:px-4 max-md:py-3">
        <td className="py-2 pl-4 align-top text-muted tabular-nums max-md:hidden">{place}</td>
        <td colSpan={4} className={cell}>
          <RowEditor
            row={row}
            onDone={(part) => {
              setEditing(false);
              onChange(part);
            }}
            onCancel={() => setEditing(false)}
          />
        </td>
      </tr>
    );
  return (
    <tr
      data-state={check?.state}
      className="border-base-300 border-b last:border-b-0 max-md:block max-md:px-4 max-md:py-3"
    >
      <td className="py-2 pl-4 align-top text-muted tabular-nums max-md:hidden">{place}</td>
      <td className={cell}>
        <span className="block font-medium">{name || '—'}</span>
        <span className="block text-muted text-xs tabular-nums">{person?.phoneMasked ?? row.phone}</span>
        {row.said && (row.fault || !name) ? (
          <span className="block break-all text-muted text-xs">原文：{row.said}</span>
        ) : null}
      </td>
      <td className={cell}>
        <span className="block">{check?.unit?.name ?? (row.unit || person?.unitName || '—')}</span>
        <span className="block text-muted text-xs">{(person ? person.duty : row.duty) || '—'}</span>
      </td>
      <td className={cell}>
        <RowVerdict row={row} check={check} groups={groups} onChange={onChange} />
      </td>
      <td className={`${cell} md:text-right`}>
        <span className="inline-flex gap-1">
          <Button
            size="small"
            kind="quiet"
            aria-label={`修改 ${name || place}`}
            onClick={() => setEditing(true)}
          >
            修改
          </Button>
          <Button size="small" kind="quiet" aria-label={`移出 ${name || place}`} onClick={onRemove}>
            移出
          </Button>
        </span>
      </td>
    </tr>
  );
}
