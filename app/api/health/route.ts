import { connection } from 'next/server';
import { health } from '@/lib/jobs/health';
import { version } from '@/package.json';

/** For whoever watches over the product: 200 while it can serve, 503 while it cannot. Open, and tells nothing else. */
export async function GET() {
  await connection();
  const state = await health();
  return Response.json(
    { status: state.status, database: state.database, jobs: state.jobs, version },
    { status: state.status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
