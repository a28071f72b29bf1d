'use client';

import { type FormEvent, useId } from 'react';
import { inputClass } from '@/components/form/input-class';
import { Button } from '@/components/ui/button';
import type { JoinRow } from '@/lib/groups/joining/rules/rows';

type RowEditorProps = {
  row: JoinRow;
  onDone: (part: Partial<JoinRow>) => void;
  onCancel: () => void;
};

/** A row's fields in its place. Somebody picked keeps what is on file of him: only the unit he is to stand for can be said. */
export function RowEditor({ row, onDone, onCancel }: RowEditorProps) {
  const picked = row.personId !== '';
  function finish(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const unit = text('unit');
    if (picked) onDone({ unit });
    else
      onDone({
        name: text('name'),
        phone: text('phone'),
        duty: text('duty'),
        unit,
        affiliated: given.get('affiliated') !== null,
        distinct: false,
        fault: '',
      });
  }
  return (
    <form onSubmit={finish} className="flex flex-wrap items-end gap-2">
      {picked ? null : (
        <>
          <Box name="name" label="姓名" value={row.name} width="w-28" first />
          <Box name="phone" label="手机号" value={row.phone} width="w-40" />
          <Box name="duty" label="职务" value={row.duty} width="w-36" />
        </>
      )}
      <Box name="unit" label={picked ? '代表单位' : '单位'} value={row.unit} width="w-44" first={picked} />
      {picked ? null : (
        <label className="flex h-9 items-center gap-2">
          <input
            type="checkbox"
            name="affiliated"
            defaultChecked={row.affiliated}
            className="checkbox checkbox-primary checkbox-sm"
          />
          外部人员
        </label>
      )}
      <span className="flex gap-2">
        <Button type="submit" kind="primary">
          完成
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </span>
    </form>
  );
}

type BoxProps = { name: string; label: string; value: string; width: string; first?: boolean };

function Box({ name, label, value, width, first = false }: BoxProps) {
  const id = useId();
  return (
    <span className={`${width} max-md:w-full`}>
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        name={name}
        defaultValue={value}
        maxLength={60}
        autoComplete="off"
        ref={first ? (box) => box?.focus() : undefined}
        className={`input h-9 ${inputClass}`}
      />
    </span>
  );
}
