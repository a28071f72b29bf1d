import type { Head } from './block-form';
import { keepHead, setHeadsAside } from './heads';
import { sealTrail } from './seal';
import { type Verification, verifyTrail } from './verify';

/**
 * Settles a trail that has just come out of a backup: verifies it as it came, begins the data folder's list of heads anew, since
 * what the old one says of later blocks is lost with them, and seals the rest at once, because its transaction ids mean nothing
 * in this cluster.
 */
export async function settleTrail(kept: Head | null): Promise<Verification> {
  const found = await verifyTrail(kept ? [{ place: '备份中', heads: () => [[kept]] }] : []);
  await setHeadsAside();
  const { head } = await sealTrail();
  if (head) await keepHead(head);
  return found;
}
