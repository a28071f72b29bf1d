import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Scenario } from '../bench';
import type { Finding } from '../finding';
import { type BenchPage, benchPages, type FindPages, noticePages } from '../pages';
import { type RunningProduct, startProduct } from '../product';
import { explainNoMore, explainStatements, type Statement, statementsOf } from '../statements';

const mostAPage = 8;
/** Settings and calendar are kept for five seconds by every process. */
const cachesExpire = 5_500;

async function visit({ url, cookies }: RunningProduct, { reader, path, what }: BenchPage): Promise<void> {
  const answer = await fetch(url + path, { headers: { cookie: cookies[reader] }, redirect: 'manual' });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status}`);
}

/** A page when everything that is kept for some seconds is kept, and when nothing is. */
async function statementsBehind(product: RunningProduct, page: BenchPage): Promise<Finding[]> {
  const look = () => statementsOf(product.folder, product.databaseUrl, () => visit(product, page));
  await delay(cachesExpire);
  const cold = await look();
  const warm = await look();
  const finding = (measure: string, sent: readonly Statement[]): Finding => ({
    what: page.what,
    measure,
    figure: sent.length,
    unit: 'statements',
    aim: { atMost: mostAPage },
    detail: sent,
  });
  const time = warm.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [
    finding('statements', warm),
    finding('statements, nothing kept', cold),
    { what: page.what, measure: 'time in the database, explained', figure: time, unit: 'ms' },
  ];
}

async function run(bench: Bench, find: FindPages): Promise<Finding[]> {
  await bench.stopPrograms();
  const folder = await bench.street('large');
  await explainStatements(folder);
  const product = await startProduct(folder);
  try {
    const pages = await find(product);
    for (const page of pages) await visit(product, page);
    const findings: Finding[] = [];
    for (const page of pages) findings.push(...(await statementsBehind(product, page)));
    return findings;
  } finally {
    await explainNoMore(folder);
    await product.stop();
  }
}

export const statements: Scenario = {
  name: 'statements',
  title: 'Statements behind each page, with their plans',
  run: (bench) => run(bench, benchPages),
};

export const statementsOfNotices: Scenario = {
  name: 'notice-statements',
  title: 'Statements behind each page of notices, with their plans',
  run: (bench) => run(bench, noticePages),
};
