'use client';

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

type SelectionState = { ids: string[]; all: boolean; toggleAll: () => void; clear: () => void };

const SelectionContext = createContext<SelectionState | undefined>(undefined);

/** The ids of the ticked rows, and how to untick them. Inside a table's selection bar only. */
export function useSelection(): SelectionState {
  const state = useContext(SelectionContext);
  if (!state) throw new Error('useSelection outside of a table with selection');
  return state;
}

/**
 * Keeps track of the ticked rows of the table inside. The boxes themselves are plain inputs rendered on the server;
 * this reads them, so a page of rows costs no JavaScript per row. `ids` are the keys of the rows shown.
 */
export function Selection({
  ids: shown,
  bar,
  children,
}: {
  ids: string[];
  bar: ReactNode;
  children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [ids, setIds] = useState<string[]>([]);
  const [all, setAll] = useState(false);

  const boxes = () => Array.from(frame.current?.querySelectorAll<HTMLInputElement>('[data-select-id]') ?? []);
  function count(): void {
    const every = boxes();
    const ticked = every.filter((box) => box.checked);
    setIds(ticked.map((box) => box.value));
    setAll(every.length > 0 && ticked.length === every.length);
  }
  function tick(checked: boolean): void {
    for (const box of boxes()) box.checked = checked;
    count();
  }
  const rows = shown.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows were put in place of the ones counted
  useEffect(count, [rows]);

  return (
    <SelectionContext value={{ ids, all, toggleAll: () => tick(!all), clear: () => tick(false) }}>
      <div ref={frame} onChange={count}>
        {ids.length > 0 ? <BulkBar count={ids.length}>{bar}</BulkBar> : null}
        {children}
      </div>
    </SelectionContext>
  );
}

function BulkBar({ count, children }: { count: number; children: ReactNode }) {
  const { clear } = useSelection();
  return (
    <section
      aria-label="批量操作"
      className="no-print sticky top-14 z-10 flex min-h-12 flex-wrap items-center gap-2 rounded-t-lg border-base-300 border-b bg-info-soft px-4 py-2 max-md:top-12"
    >
      <span role="status">已选 {count} 件</span>
      <button type="button" onClick={clear} className="text-link hover:underline">
        取消选择
      </button>
      <div className="ml-auto flex flex-wrap items-center gap-2 has-[form]:w-full has-[form]:[&>button]:hidden">
        {children}
      </div>
    </section>
  );
}

/** The box in the header. */
export function SelectAll() {
  const { ids, all, toggleAll } = useSelection();
  return (
    <input
      type="checkbox"
      aria-label="全选本页"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = ids.length > 0 && !all;
      }}
      onChange={toggleAll}
      className="checkbox checkbox-primary checkbox-sm block"
    />
  );
}

/** The box of a row. */
export function RowCheckbox({ id, label }: { id: string; label: string }) {
  return (
    <input
      type="checkbox"
      data-select-id
      value={id}
      aria-label={`选择 ${label}`}
      autoComplete="off"
      className="checkbox checkbox-primary checkbox-sm block"
    />
  );
}
