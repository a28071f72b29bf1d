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

const boxesIn = (frame: Element | null) =>
  Array.from(frame?.querySelectorAll<HTMLInputElement>('[data-select-id]') ?? []);

const rowOf = (box: Element) => box.closest('[data-row]');

/** A box that stands for others shows whether all, some, or none of them are ticked. */
function sumUp(box: HTMLInputElement, boxes: readonly HTMLInputElement[]): void {
  const ticked = boxes.filter(({ checked }) => checked).length;
  box.checked = ticked > 0 && ticked === boxes.length;
  box.indeterminate = ticked > 0 && !box.checked;
}

/** Does what the boxes say that stand for others, as far as they are ticked. */
function tickWithin(frame: Element | null): void {
  const all = frame?.querySelector<HTMLInputElement>('[data-select-all]:checked');
  const lines = frame?.querySelectorAll('[data-select-line]:checked') ?? [];
  for (const within of all ? [frame] : Array.from(lines, rowOf))
    for (const box of boxesIn(within)) box.checked = true;
}

/**
 * Keeps track of the ticked rows of the table inside. The boxes are plain inputs that the server wrote (data-table); this reads
 * them, so a page of rows costs no JavaScript per row. `counted` is what a ticked row is: 件, 人.
 */
export function Selection({
  bar,
  counted,
  children,
}: {
  bar: ReactNode;
  counted: string;
  children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [ids, setIds] = useState<string[]>([]);

  function count(): void {
    const boxes = boxesIn(frame.current);
    const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
    const head = frame.current?.querySelector<HTMLInputElement>('[data-select-all]');
    if (head) sumUp(head, boxes);
    for (const line of frame.current?.querySelectorAll<HTMLInputElement>('[data-select-line]') ?? [])
      sumUp(line, boxesIn(rowOf(line)));
    setIds((before) => (before.join() === ticked.join() ? before : ticked));
  }
  function tick(checked: boolean, within: Element | null = frame.current): void {
    for (const box of boxesIn(within)) box.checked = checked;
    count();
  }
  const awake = useRef(false);
  useEffect(() => {
    // What was ticked for others before the page's JavaScript ran has ticked nothing yet.
    if (!awake.current) tickWithin(frame.current);
    awake.current = true;
    // A row that was read again has a new box.
    for (const box of boxesIn(frame.current)) if (ids.includes(box.value)) box.checked = true;
    count();
    const table = frame.current;
    const changed = ({ target }: Event) => {
      const box = target instanceof HTMLInputElement ? target : null;
      if (box && 'selectAll' in box.dataset) tick(box.checked);
      else if (box && 'selectLine' in box.dataset) tick(box.checked, rowOf(box));
      else count();
    };
    table?.addEventListener('change', changed);
    return () => table?.removeEventListener('change', changed);
  });

  return (
    <SelectionContext value={{ ids, clear: () => tick(false) }}>
      <div ref={frame}>
        {ids.length > 0 ? <BulkBar count={`${ids.length} ${counted}`}>{bar}</BulkBar> : null}
        {children}
      </div>
    </SelectionContext>
  );
}

function BulkBar({ count, children }: { count: string; children: ReactNode }) {
  const { clear } = useSelection();
  return (
    <section
      aria-label="批量操作"
      className="no-print sticky top-14 z-10 flex min-h-12 flex-wrap items-center gap-2 rounded-t-lg border-base-300 border-b bg-info-soft px-4 py-2 max-md:top-12"
    >
      <span role="status">已选 {count}</span>
      <button type="button" onClick={clear} className="text-link hover:underline">
        取消选择
      </button>
      <div className="ml-auto flex flex-wrap items-center gap-2 has-[form]:w-full has-[form]:[&>button]:hidden">
        {children}
      </div>
    </section>
  );
}
