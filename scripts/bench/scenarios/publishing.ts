import { startEmbedded } from '@/db/embedded';
import { askWorker } from '../ask-worker';
import type { Bench, Scenario } from '../bench';
import { callers } from '../command-job';
import type { Finding } from '../finding';
import type { NoticeFigures, NoticeSizes } from '../notices/measure';

/** As many groups as a street has at most for one matter, each as large as a chat group may be. */
const sizes: NoticeSizes = { groups: 50, people: 2_000, acknowledgements: 6_000 };

function findings({ published, acknowledged }: NoticeFigures): Finding[] {
  const seconds = published.milliseconds / 1000;
  const what = `publish to ${published.groups} groups, ${published.people} people`;
  const { together, alone } = acknowledged;
  return [
    { what, measure: 'time', figure: seconds, unit: 's', detail: published },
    { what, measure: 'receipts opened', figure: published.people / seconds, unit: '/s' },
    {
      what: 'acknowledge',
      measure: 'by the command, one after the other',
      figure: alone.perSecond,
      unit: '/s',
      detail: alone,
    },
    {
      what: 'acknowledge',
      measure: `by the command, ${callers} at once`,
      figure: together.perSecond,
      unit: '/s',
      detail: together,
    },
  ];
}

async function run(bench: Bench): Promise<Finding[]> {
  // Commands need the street, not the product that serves it.
  await bench.stopPrograms();
  const { url } = await startEmbedded(await bench.street('large'));
  return findings(await askWorker<NoticeFigures>('notices/worker.ts', url, sizes));
}

export const publishing: Scenario = {
  name: 'publishing',
  title: 'A notice to everybody, and their acknowledgements',
  run,
};
