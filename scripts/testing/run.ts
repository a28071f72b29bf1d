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
import { describeFailures } from './failures.ts';
import { type Outcome, type Run, type StageName, stages } from './stages.ts';
import { inTurns, type Turn } from './turns.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Stages that need the build bring it with them. */
const needsBuild: StageName[] = ['sweep', 'life', 'e2e'];

/** Stages that run at once: each of the two leaves a processor idle for half of its time. */
const besides: readonly StageName[] = ['sweep', 'life'];

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
  const ran: Ran[] = [];
  for (const round of roundsOf(names)) {
    const turns = inTurns(round.length, (text) => process.stdout.write(text));
    const stage = (name: StageName, turn: Turn) =>
      runStage(name, { root, scratch, signal: life.signal, args, print: turn.say }).finally(turn.end);
    ran.push(...(await Promise.all(round.map((name, at) => stage(name, turns[at] as Turn)))));
    life.signal.throwIfAborted();
  }
  const sum = (of: 'passed' | 'failed') => ran.reduce((total, stage) => total + stage[of], 0);
  const parts = [
    ran.map(({ stage, seconds }) => `${stage} ${seconds} s`).join(' · '),
    describeFailures(ran),
    `${sum('passed')} passed, ${sum('failed')} failed`,
  ];
  summary = `\n${parts.filter(Boolean).join('\n\n')}`;
  life.end(sum('failed') === 0 ? 0 : 1);
}, interrupted);

interface Ran extends Outcome {
  stage: StageName;
  seconds: number;
}

async function runStage(stage: StageName, run: Run): Promise<Ran> {
  run.print(`\n── ${stage}\n`);
  const start = performance.now();
  const outcome = await stages[stage](run);
  return { stage, seconds: Math.round((performance.now() - start) / 1000), ...outcome };
}

/** The stages in their order, those that run at once together. */
function roundsOf(names: readonly StageName[]): StageName[][] {
  const first = names.find((name) => besides.includes(name));
  return names
    .filter((name) => name === first || !besides.includes(name))
    .map((name) => (name === first ? names.filter((other) => besides.includes(other)) : [name]));
}

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
