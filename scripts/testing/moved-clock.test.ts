import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const yearMs = 365 * 86_400_000;
const preload = pathToFileURL(resolve('scripts/testing/moved-clock.mjs'));

let folder: string;
let clock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunxu-clock-'));
  clock = join(folder, 'clock');
  writeFileSync(clock, String(yearMs));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What a program prints under the moved clock. */
function under(program: string): unknown {
  const env = { ...process.env, NODE_OPTIONS: `--import ${preload}`, QUNXU_MOVED_CLOCK: clock };
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { env, encoding: 'utf8' }));
}

/** Years from the machine's clock, to the nearest. */
const yearsAhead = (at: number) => Math.round((at - Date.now()) / yearMs);

it('moves every way of asking what time it is, in child processes too', () => {
  const asked = under(`
    const { execFileSync } = require('node:child_process');
    const child = Number(execFileSync(process.execPath, ['-p', 'Date.now()'], { encoding: 'utf8' }));
    class Own extends Date {}
    const all = [Date.now(), new Date().getTime(), Date.parse(Date()), new Own().getTime(), child];
    process.stdout.write(JSON.stringify(all));`) as number[];
  expect(asked.map(yearsAhead)).toEqual([1, 1, 1, 1, 1]);
});

it('leaves a date that is named as it is, and every date a Date', () => {
  const told = under(`
    const day = new Date('2026-11-27T11:00:00Z');
    const all = [day.toISOString(), new Date(2026, 10, 27).getMonth(), day instanceof Date,
      structuredClone(day) instanceof Date, new Date().constructor === Date, Date.UTC(1970, 0, 1)];
    process.stdout.write(JSON.stringify(all));`);
  expect(told).toEqual(['2026-11-27T11:00:00.000Z', 10, true, true, true, 0]);
});

it('follows the file while the program runs, and keeps to what it said while it is away', () => {
  const seen = under(`
    const { rmSync, writeFileSync } = require('node:fs');
    const file = process.env.QUNXU_MOVED_CLOCK;
    const begun = Date.now();
    writeFileSync(file, '${3 * yearMs}');
    while (Date.now() - begun < ${yearMs} && performance.now() < 20_000);
    const moved = Date.now();
    rmSync(file);
    const from = performance.now();
    while (performance.now() - from < 50);
    process.stdout.write(JSON.stringify([moved, Date.now()]));`) as number[];
  expect(seen.map(yearsAhead)).toEqual([3, 3]);
});
