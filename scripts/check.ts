/**
 * `npm run check`: everything that can be known about the tree without running the product. One line per check; the last
 * line sums up. Arguments choose checks by the beginning of their name: `npm run check -- structure versions`.
 */
import { fileURLToPath } from 'node:url';
import { chapters } from '@/lib/regulation/clauses';
import { checkBrowser } from './checks/browser';
import { checkClauses } from './checks/clauses';
import { checkDirection } from './checks/direction';
import { checkForbidden } from './checks/forbidden';
import { checkMigrations } from './checks/migrations';
import { checkNames, checkRegistry } from './checks/names';
import { checkReach } from './checks/reach';
import { checkReaders } from './checks/readers';
import { type Check, describeOutcome, runCheck, summary } from './checks/report';
import { checkServerActions } from './checks/server-actions';
import { checkSizes } from './checks/sizes';
import { checkParsed, readSources, type Source } from './checks/source';
import { runBiome, runKnip, runTsc } from './checks/tools';
import { readAndCheckVersions } from './checks/versions';

const root = fileURLToPath(new URL('..', import.meta.url));

let parsed: Source[] | undefined;
const sources = (): Source[] => {
  parsed ??= readSources(root);
  return parsed;
};

const checks: Check[] = [
  { name: 'structure: parsing', run: () => checkParsed(sources()) },
  { name: 'structure: file names', run: () => checkNames(sources()) },
  { name: 'structure: registry of modules', run: () => checkRegistry(sources()) },
  { name: 'structure: import direction', run: () => checkDirection(sources()) },
  { name: 'structure: reach', run: () => checkReach(sources()) },
  { name: 'structure: browser', run: () => checkBrowser(sources()) },
  { name: 'structure: readers', run: () => checkReaders(sources()) },
  { name: 'structure: server actions', run: () => checkServerActions(sources()) },
  { name: 'structure: file lengths', run: () => checkSizes(sources()) },
  { name: 'structure: forbidden code', run: () => checkForbidden(sources()) },
  {
    name: 'clauses',
    run: () =>
      checkClauses(
        sources(),
        chapters.flatMap(({ clauses }) => clauses),
      ),
  },
  { name: 'versions', run: () => readAndCheckVersions(root) },
  { name: 'migrations', run: () => checkMigrations(root) },
  { name: 'biome', run: () => runBiome(root) },
  { name: 'knip', run: () => runKnip(root) },
  { name: 'types', run: () => runTsc(root) },
];

const chosen = process.argv.slice(2);
const selected = checks.filter(
  ({ name }) => chosen.length === 0 || chosen.some((start) => name.startsWith(start)),
);
const running = selected.map(runCheck);
for (const outcome of running) console.log(describeOutcome(await outcome));
const outcomes = await Promise.all(running);
console.log(summary(outcomes));
const clean = outcomes.length > 0 && outcomes.every(({ problems }) => problems.length === 0);
process.exitCode = clean ? 0 : 1;
