import type { RevisionFile, RevisionTarget } from '@/db/schema/notices';

/** What approval binds to. */
export interface Approvable {
  title: string;
  body: string;
  attachments: readonly Pick<RevisionFile, 'name' | 'sha256'>[];
  targets: readonly Pick<RevisionTarget, 'groupId'>[];
}

/**
 * Title, body, attachments (name and SHA-256, in their order) and targets (in the order of their ids) as one text. Each part is written
 * as JSON, so that nothing can move from one part to its neighbour unseen.
 */
export function approvedText({ title, body, attachments, targets }: Approvable): string {
  const files = attachments.map(({ name, sha256 }) => [name, sha256]);
  const groups = targets.map(({ groupId }) => groupId).toSorted();
  return JSON.stringify([title, body, files, groups]);
}

/** The fingerprint as screens show it: `9f3a…c21e`. */
export const shortFingerprint = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-4)}`;
