/**
 * `npm run torture`: what `npm test` does in small numbers, in full: kills, races, model-based runs. Arguments choose among
 * `kills`, `races`, `models`, `screening` and `publishing`; QUNXU_KILLS, QUNXU_ROUNDS, QUNXU_ACTS, QUNXU_SEEDS, QUNXU_SEED,
 * QUNXU_TEXTS and QUNXU_PUBLISHER_KILLS change the numbers.
 *
 * Ends with how many there were of each, and every violation found; any of them makes the exit code 1.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Deed } from '@/db/testing/rounds';
import { ensureBuilt } from './server/build';
import { runKills } from './torture/kills/run';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const full = {
  QUNXU_ROUNDS: '200',
  QUNXU_ACTS: '2000',
  QUNXU_SEEDS: '5',
  QUNXU_TEXTS: '100000',
  QUNXU_PUBLISHER_KILLS: '50',
};
const kills = Number(process.env.QUNXU_KILLS ?? 200);

const races = [
  'lib/groups/race.test.ts',
  'lib/groups/requests/race.test.ts',
  'lib/groups/requests/authority.test.ts',
  'lib/notices/writing/race.test.ts',
  'lib/notices/review/race.test.ts',
];
const models = ['lib/groups/model.test.ts', 'lib/notices/model.test.ts'];
const publishing = ['lib/notices/publishing/kills.test.ts'];
const screening = ['automaton', 'screen', 'placed', 'mask'].map((name) => `lib/screening/${name}.test.ts`);

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs test files with the full numbers. */
function vitest(files: readonly string[]): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'product', '--maxWorkers=1', ...files],
    { stdio: 'inherit', env: { ...full, ...process.env } },
  );
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

async function killing(): Promise<string[]> {
  await ensureBuilt(root, new AbortController().signal);
  const { violations, acknowledged, retries } = await runKills(kills, say);
  say(
    `  ${acknowledged} writes acknowledged, ${retries} sent again because nobody had said what became of them`,
  );
  return violations;
}

const tested = async (what: string, files: readonly string[]): Promise<string[]> =>
  (await vitest(files)) ? [] : [`${what}: see the failures above`];

const parts: Record<string, () => Promise<string[]>> = {
  races: () => tested('races', races),
  models: () => tested('models', models),
  screening: () => tested('screening', screening),
  publishing: () => tested('publishing', publishing),
  kills: killing,
};

function sums(file: string): string {
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { deed: Deed; times: number });
  const deeds: Deed[] = ['kills', 'races', 'model runs', 'acts', 'texts screened'];
  return deeds
    .map(
      (deed) =>
        `${all.filter((one) => one.deed === deed).reduce((sum, { times }) => sum + times, 0)} ${deed}`,
    )
    .join(', ');
}

process.chdir(root);
const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'qunxu-tally-'));
const tally = join(folder, 'tally');
writeFileSync(tally, '');
process.env.QUNXU_TALLY = tally;
const violations: string[] = [];
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  say(`\n── ${name}`);
  violations.push(...(await run()));
}
say(`\n${sums(tally)}; ${violations.length} violations`);
for (const violation of violations) say(`✗ ${violation}`);
rmSync(folder, { recursive: true });
process.exitCode = violations.length > 0 ? 1 : 0;
