'use client';

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

type SelectionState = { ids: string[]; clear: () => void };

const SelectionContext = createContext<SelectionState | undefined>(undefined);

/** The ids of the ticked rows, and how to untick them. Inside a table's selection bar only. */
export function useSelection(): SelectionState {
  const state = useContext(SelectionContext);
  if (!state) throw new Error('useSelection outside of a table with selection');
  return state;
}

const boxesIn = (frame: HTMLElement | null) =>
  Array.from(frame?.querySelectorAll<HTMLInputElement>('[data-select-id]') ?? []);

/**
 * Keeps track of the ticked rows of the table inside. The boxes are plain inputs that the server wrote (data-table); this reads
 * them, so a page of rows costs no JavaScript per row.
 */
export function Selection({ bar, children }: { bar: ReactNode; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [ids, setIds] = useState<string[]>([]);

  function count(): void {
    const boxes = boxesIn(frame.current);
    const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
    const head = frame.current?.querySelector<HTMLInputElement>('[data-select-all]');
    if (head) {
      head.checked = ticked.length > 0 && ticked.length === boxes.length;
      head.indeterminate = ticked.length > 0 && !head.checked;
    }
    setIds((before) => (before.join() === ticked.join() ? before : ticked));
  }
  function tick(checked: boolean): void {
    for (const box of boxesIn(frame.current)) box.checked = checked;
    count();
  }
  useEffect(() => {
    // A row that was read again has a new box.
    for (const box of boxesIn(frame.current)) if (ids.includes(box.value)) box.checked = true;
    count();
    const table = frame.current;
    const changed = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && 'selectAll' in target.dataset) tick(target.checked);
      else count();
    };
    table?.addEventListener('change', changed);
    return () => table?.removeEventListener('change', changed);
  });

  return (
    <SelectionContext value={{ ids, clear: () => tick(false) }}>
      <div ref={frame}>
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
