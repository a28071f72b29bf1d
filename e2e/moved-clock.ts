import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isWorkingDay, openMoment } from '@/lib/calendar/rules';
import { officeDay, officeMoment } from '@/lib/core/time';
import { launch, type Product, readyText } from '@/scripts/testing/product';
import { test as base } from './fixtures';

interface MovedStreet {
  url: string;
  /** 19:00 of a working day before a day off: what the product's clock says when its street has just been founded. */
  evening: Date;
  /** When the office opens next after that. */
  morning: Date;
  /** From now on it is `at` for the product, and time runs on from there. Nobody is signed in any more. */
  moveTo: (at: Date) => void;
}

/** Founding a street takes longer than a story may. */
const foundingMs = 300_000;
const dayMs = 86_400_000;
const calendar = { overrides: new Map<string, boolean>(), hours: { opens: 8 * 60 + 30, closes: 18 * 60 } };

/** Ahead of the machine's clock: a browser keeps no cookie that has ended for it. */
function nextEvening(): Date {
  const worked = (n: number) => isWorkingDay(calendar, officeDay(new Date(Date.now() + n * dayMs)));
  let ahead = 1;
  while (!worked(ahead) || worked(ahead + 1)) ahead += 1;
  return officeMoment(officeDay(new Date(Date.now() + ahead * dayMs)), 19 * 60);
}

/** The product with a street of its own in `folder`, reading its clock from `file`. */
function launchMoved(folder: string, file: string): Promise<Product> {
  const preload = pathToFileURL(resolve('scripts/testing/moved-clock.mjs'));
  return launch({
    QUNXU_DATA: join(folder, 'data'),
    QUNXU_MOVED_CLOCK: file,
    NODE_OPTIONS: `--import ${preload}`,
  });
}

/**
 * The stories' test on a product whose clock they move. It serves all stories of one worker, which move it forward only; what has
 * to wait for the schedule waits by the machine's clock, as Postgres does.
 */
export const test = base.extend<object, { moved: MovedStreet }>({
  moved: [
    async ({ signedIn }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'qunxu-moved-'));
      // As root the database runs as another user, who must get through.
      chmodSync(folder, 0o711);
      const file = join(folder, 'clock');
      const moveTo = (at: Date) => {
        // In one step: whoever reads it meanwhile reads all of it.
        writeFileSync(`${file}.new`, String(at.getTime() - Date.now()));
        renameSync(`${file}.new`, file);
        signedIn.clear();
      };
      const evening = nextEvening();
      moveTo(evening);
      const product = await launchMoved(folder, file);
      let running = true;
      const ended = product.exited.then(() => {
        running = false;
      });
      try {
        await product.until(readyText);
        await use({ url: product.url, evening, morning: openMoment(calendar, evening), moveTo });
      } finally {
        if (running) product.send('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: foundingMs },
  ],
  baseURL: async ({ moved }, use) => use(moved.url),
});
