/**
 * `npm test`: checks, unit and integration tests, production build, the sweep of every door, the life of the processes, browser
 * stories. What failed is told once more at the end, after how long each stage took; the last line sums up all of them:
 * `N passed, N failed`. Any failure makes the exit code 1.
 *
 * Arguments choose stages and what they run: `npm test -- unit lib/workflow`, `npm test -- e2e join-a-group`.
 *
 * Everything a stage leaves in its temporary folder is removed at the end, and a database left running there is stopped.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopPostmaster } from '../../db/embedded/postmaster.ts';
import { clusterFolder } from '../../db/embedded.ts';
import { scratchFolder } from '../../db/testing/scratch.ts';
import { say } from '../server/console.ts';
import { live } from '../server/lifecycle.ts';
import { describeFailures, type Failure } from './failures.ts';
import { type StageName, stages } from './stages.ts';
import type { Tally } from './tally.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Stages that need the build bring it with them. */
const needsBuild: StageName[] = ['sweep', 'life', 'e2e'];

/** What shells report of a program ended by Ctrl-C. */
const interrupted = 130;

await live(async (life) => {
  process.chdir(root);
  const { names, args } = readArguments(process.argv.slice(2));
  const scratch = mkdtempSync(join(scratchFolder(), 'qunxu-test-'));
  // As root the databases run as another user, who must get through.
  chmodSync(scratch, 0o711);
  process.env.TMPDIR = scratch;
  let summary = '';
  life.onEnd(() => say(summary));
  life.onEnd(() => clearAway(scratch));
  const total: Tally = { passed: 0, failed: 0 };
  const failed: { stage: StageName; failures: Failure[] }[] = [];
  const took: string[] = [];
  for (const name of names) {
    say(`\n── ${name}`);
    const start = performance.now();
    const { failures, ...tally } = await stages[name]({ root, scratch, signal: life.signal, args });
    life.signal.throwIfAborted();
    took.push(`${name} ${((performance.now() - start) / 1000).toFixed(0)} s`);
    failed.push({ stage: name, failures });
    total.passed += tally.passed;
    total.failed += tally.failed;
  }
  const parts = [
    took.join(' · '),
    describeFailures(failed),
    `${total.passed} passed, ${total.failed} failed`,
  ];
  summary = `\n${parts.filter(Boolean).join('\n\n')}`;
  life.end(total.failed === 0 ? 0 : 1);
}, interrupted);

function readArguments(given: string[]): { names: StageName[]; args: string[] } {
  const all = Object.keys(stages) as StageName[];
  const chosen = all.filter((name) => given.includes(name));
  const wanted = chosen.length > 0 ? chosen : all;
  const names = all.filter((name) => wanted.includes(name) || (name === 'build' && needsBuilt(wanted)));
  return { names, args: given.filter((argument) => !all.some((name) => name === argument)) };
}

function needsBuilt(wanted: StageName[]): boolean {
  return wanted.some((name) => needsBuild.includes(name));
}

async function clearAway(scratch: string): Promise<void> {
  for (const entry of readdirSync(scratch)) await stopPostmaster(clusterFolder(join(scratch, entry)), 30);
  rmSync(scratch, { recursive: true, force: true });
}
