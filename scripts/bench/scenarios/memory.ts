import { execFileSync } from 'node:child_process';
import type { Bench, Scenario } from '../bench';
import { type Finding, median } from '../finding';
import { benchPages } from '../pages';
import { startProduct } from '../product';

const everyMs = 2_000;

/** What the process holds, in megabytes. */
function residentMemory(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

/** The serving process under sixteen readers without a pause, jobs included. */
async function run(bench: Bench): Promise<Finding[]> {
  await bench.stopPrograms();
  const product = await startProduct(await bench.street('large'), { jobs: true });
  const pages = await benchPages(product);
  const samples: number[] = [];
  const watch = setInterval(() => samples.push(residentMemory(product.pid)), everyMs);
  const result = await bench.load({
    origin: product.url,
    headers: {},
    requests: pages.map(({ path, reader }) => ({ path, headers: { cookie: product.cookies[reader] } })),
    seconds: bench.options.memoryMinutes * 60,
    expect: '</html>',
  });
  clearInterval(watch);
  await product.stop();
  const tenth = Math.max(Math.floor(samples.length / 10), 1);
  const [early, late] = [samples.slice(tenth, 3 * tenth), samples.slice(-2 * tenth)].map(median);
  const what = `${bench.options.memoryMinutes} minutes of load`;
  const unit = 'MB';
  return [
    {
      what,
      measure: 'most memory held',
      figure: Math.max(...samples),
      unit,
      aim: { atMost: 600 },
      detail: samples,
    },
    { what, measure: 'in the second and third tenth', figure: early ?? 0, unit },
    { what, measure: 'in the last two tenths', figure: late ?? 0, unit },
    {
      what,
      measure: 'the latter by the former',
      figure: (late ?? 0) / (early || 1),
      unit: '×',
      aim: { atMost: 1.1 },
    },
    { what, measure: 'answers', figure: result.perSecond, unit: '/s' },
  ];
}

export const memory: Scenario = { name: 'memory', title: 'Memory under load', run };
