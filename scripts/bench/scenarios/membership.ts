import { startEmbedded } from '@/db/embedded';
import { askWorker } from '../ask-worker';
import type { Bench, Scenario } from '../bench';
import type { Finding } from '../finding';
import type { Measured, MembershipFigures, MembershipSizes } from '../membership/measure';

/** What one group, one form and one decision may hold at most. */
const sizes: MembershipSizes = { roster: 2_000, people: 200, groups: 10, decided: 500, alone: 25 };

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
  return findings(await askWorker<MembershipFigures>('membership/worker.ts', url, sizes));
}

export const membership: Scenario = {
  name: 'membership',
  title: 'Whole groups, whole lists, whole forms at once',
  run,
};
