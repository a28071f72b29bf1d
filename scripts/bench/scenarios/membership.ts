import { fork } from 'node:child_process';
import { join } from 'node:path';
import { startEmbedded } from '@/db/embedded';
import type { Bench, Scenario } from '../bench';
import type { Finding } from '../finding';
import type { Measured, MembershipFigures, MembershipSizes } from '../membership/measure';
import { root } from '../place';

/** What one group, one form and one decision may hold at most. */
const sizes: MembershipSizes = { roster: 2_000, people: 200, groups: 10, decided: 500, alone: 25 };

async function measured(databaseUrl: string): Promise<MembershipFigures> {
  const child = fork(join(root, 'scripts/bench/membership/worker.ts'), {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      QUNXU_SECRET: 'asked for, and read by nothing in there',
    },
  });
  const answer = new Promise<MembershipFigures>((resolve, reject) => {
    child.once('message', (figures: MembershipFigures) => resolve(figures));
    child.once('exit', () => reject(new Error('the membership acts came to no end')));
  });
  child.send(sizes);
  const figures = await answer;
  child.disconnect();
  return figures;
}

/** A row of the many against a row of the few, within one run: whatever else the machine does weighs on both. */
const perRow = (many: Measured, few: Measured): number =>
  many.milliseconds / many.rows / (few.milliseconds / few.rows);

function findings(figures: MembershipFigures): Finding[] {
  const { roster, shortRoster, submit, submitAlone, decide, decideAlone } = figures;
  const check = `roster check, ${roster.rows} lines`;
  const form = `submit ${submit.rows} by one form`;
  const decision = `decide ${decide.rows} in one act`;
  const ms = { unit: 'ms' as const, detail: figures };
  const seconds = { unit: 's' as const, detail: figures };
  const growth = { unit: '×' as const, aim: { atMost: 2 } };
  const ratio = { unit: '×' as const, aim: { atMost: 1 } };
  return [
    { what: check, measure: 'time', figure: roster.milliseconds, ...ms },
    { what: check, measure: 'longest block of the process', figure: roster.longestBlock, ...ms },
    {
      what: check,
      measure: 'a line, to one where list and group are a tenth',
      figure: perRow(roster, shortRoster),
      ...growth,
    },
    { what: form, measure: 'time', figure: submit.milliseconds / 1000, ...seconds, aim: { atMost: 3 } },
    { what: form, measure: 'longest block of the process', figure: submit.longestBlock, ...ms },
    { what: form, measure: 'a request, to one alone', figure: perRow(submit, submitAlone), ...ratio },
    { what: decision, measure: 'time', figure: decide.milliseconds / 1000, ...seconds },
    { what: decision, measure: 'longest block of the process', figure: decide.longestBlock, ...ms },
    { what: decision, measure: 'a request, to one alone', figure: perRow(decide, decideAlone), ...ratio },
  ];
}

async function run(bench: Bench): Promise<Finding[]> {
  // Commands need the street, not the product that serves it.
  await bench.stopPrograms();
  const { url } = await startEmbedded(await bench.street('large'));
  return findings(await measured(url));
}

export const membership: Scenario = {
  name: 'membership',
  title: 'Whole groups, whole lists, whole forms at once',
  run,
};
