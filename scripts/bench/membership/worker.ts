/** Measures the membership acts in a process of its own, where nothing else is blocked or blocks. Told its sizes; runs under tsx. */
import { closeDatabase } from '@/db/client';
import { type MembershipSizes, measureMembership } from './measure';

process.once('message', async (sizes: MembershipSizes) => {
  const figures = await measureMembership(sizes);
  await closeDatabase();
  process.send?.(figures);
});
