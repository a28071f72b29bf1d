/** Publishes and acknowledges in a process of its own, where nothing else is blocked or blocks. Told its sizes; runs under tsx. */
import { closeDatabase } from '@/db/client';
import { measureNotices, type NoticeSizes } from './measure';

process.once('message', async (sizes: NoticeSizes) => {
  const figures = await measureNotices(sizes);
  await closeDatabase();
  process.send?.(figures);
});
