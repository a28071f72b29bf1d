import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, readyText } from '../../testing/product';
import type { Bench, Scenario } from '../bench';
import { closeStreet } from '../database';
import { type Finding, median } from '../finding';

/** From the command to the first page, which compiles and connects what the message of being ready does not wait for. */
async function secondsToFirstPage(folder: string): Promise<number> {
  const start = performance.now();
  const product = await launch({ QUNXU_DATA: folder, QUNXU_DEMO: 'false' });
  await product.until(readyText);
  const answer = await fetch(`${product.url}/login`);
  await answer.text();
  const seconds = (performance.now() - start) / 1000;
  product.send('SIGTERM');
  await product.exited;
  return seconds;
}

async function onNothing(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'qunxu-bench-'));
  // As root the database runs as another user, who must get through.
  chmodSync(folder, 0o711);
  try {
    return await secondsToFirstPage(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(bench: Bench): Promise<Finding[]> {
  await bench.stopPrograms();
  const folder = await bench.street('large');
  await closeStreet(folder);
  const [cold, warm]: number[][] = [[], []];
  // Marks the database as fit for these sources, which spares every later start the question.
  await secondsToFirstPage(folder);
  for (let round = 0; round < bench.options.rounds; round += 1) {
    cold?.push(await onNothing());
    warm?.push(await secondsToFirstPage(folder));
  }
  const finding = (measure: string, times: number[] = []): Finding => ({
    what: 'from start to first page',
    measure,
    figure: median(times),
    unit: 's',
    detail: times,
  });
  return [
    finding('cold: built and installed, data folder empty', cold),
    finding('warm: 200,000 requests, stopped before', warm),
  ];
}

export const starts: Scenario = { name: 'starts', title: 'Cold and warm start', run };
