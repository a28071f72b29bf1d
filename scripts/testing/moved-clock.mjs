/**
 * Loaded before anything else (`node --import`) into a product that a test starts: its clock runs as the machine's does, but by
 * as many milliseconds later as the file named in QUNXU_MOVED_CLOCK says at that moment. Nothing of the product knows of it;
 * child processes and worker threads inherit it with NODE_OPTIONS, timers and Postgres keep the machine's time.
 */
import { readFileSync } from 'node:fs';

const file = process.env.QUNXU_MOVED_CLOCK ?? '';
/** The clock is asked thousands of times for one page: the file is read anew after so many milliseconds. */
const restMs = 5;

const machineTime = Date.now;
let offset = 0;
let readAt = Number.NEGATIVE_INFINITY;

/** What the file says; unreadable for a moment, it says what it said before. */
function moved() {
  const at = performance.now();
  if (at - readAt < restMs) return offset;
  readAt = at;
  try {
    const said = Number(readFileSync(file, 'utf8'));
    if (Number.isFinite(said)) offset = said;
  } catch {
    // Being replaced just now.
  }
  return offset;
}

const movedTime = () => machineTime() + moved();

const Moved = new Proxy(Date, {
  apply: () => new Date(movedTime()).toString(),
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length ? args : [movedTime()], newTarget),
});
Date.now = movedTime;
// Through the prototype too: whoever asks a date for its class gets the moved one.
Date.prototype.constructor = Moved;
globalThis.Date = Moved;
