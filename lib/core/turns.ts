import { setImmediate as nextTurn } from 'node:timers/promises';

/** So many items that nobody else notices. */
const slice = 100;

/** Maps many items, letting whatever else the process has to do go first in between. */
export async function mapInTurns<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item, index: number) => Mapped,
): Promise<Mapped[]> {
  const mapped: Mapped[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % slice === 0) await nextTurn();
    mapped.push(map(item, index));
  }
  return mapped;
}

/** Drives work that pauses now and then to its end, letting whatever else the process has to do go first at every pause. */
export async function finishInTurns<Result>(work: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}
