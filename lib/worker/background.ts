import { closeDatabase } from '@/db/client';
import { environment } from '@/lib/core/env';
import { onShutdown } from '@/lib/core/shutdown';
import { startJobs, stopJobs } from '@/lib/jobs/worker';
import { jobHandlers } from './handlers';

/** What a serving process does besides serving, and how it ends: job workers first, the connection pool last. */
export function startBackground(): void {
  // The last registered runs first.
  onShutdown('database pool', closeDatabase);
  onShutdown('background jobs', stopJobs);
  if (environment().QUNXU_JOBS) startJobs(jobHandlers);
}
