/**
 * The load generator, in a process of its own: its work must not be taken for the product's. Told one job after the other over its
 * channel, it answers each with what came of it. Runs on Node's own type stripping.
 */
import { Client } from 'undici';
import type { LoadJob, LoadResult } from './job.ts';

interface Tally {
  times: number[];
  bytes: number;
  failures: number;
  failure: string | null;
}

function nextRequest({ requests, seconds }: LoadJob): () => LoadJob['requests'][number] | undefined {
  let turn = 0;
  return () => {
    const at = turn;
    turn += 1;
    return seconds === null ? requests[at] : requests[at % requests.length];
  };
}

async function ask(
  client: Client,
  job: LoadJob,
  request: LoadJob['requests'][number],
  tally: Tally,
): Promise<void> {
  const { path, method = 'GET', headers, body } = request;
  const start = performance.now();
  const answer = await client.request({
    path,
    method,
    headers: { ...job.headers, ...headers },
    body: body ?? null,
  });
  const content = Buffer.from(await answer.body.arrayBuffer());
  tally.times.push(performance.now() - start);
  tally.bytes += content.length;
  if (answer.statusCode === 200 && content.includes(job.expect)) return;
  tally.failures += 1;
  tally.failure ??= `${method} ${path}: ${answer.statusCode} ${content.toString().slice(0, 500)}`;
}

async function run(job: LoadJob): Promise<LoadResult> {
  const tally: Tally = { times: [], bytes: 0, failures: 0, failure: null };
  const next = nextRequest(job);
  const start = performance.now();
  const end = job.seconds === null ? Number.POSITIVE_INFINITY : start + job.seconds * 1000;
  const keepAsking = async () => {
    const client = new Client(job.origin, { pipelining: 1 });
    while (performance.now() < end) {
      const request = next();
      if (!request) break;
      await ask(client, job, request, tally);
    }
    await client.close();
  };
  await Promise.all(Array.from({ length: job.connections }, keepAsking));
  return summary(tally, (performance.now() - start) / 1000);
}

function summary({ times, bytes, failures, failure }: Tally, seconds: number): LoadResult {
  const sorted = Float64Array.from(times).sort();
  const share = (part: number) => sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0;
  return {
    answers: times.length,
    failures,
    failure,
    perSecond: times.length / seconds,
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
    bytes: bytes / Math.max(times.length, 1),
  };
}

process.on('message', async (job: LoadJob) => {
  try {
    process.send?.({ result: await run(job) });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
