import { and, eq, gt, isNull } from 'drizzle-orm';
import { db, type Reader } from '@/db/client';
import { files } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import { maxFileBytes, type UploadUse } from './rules';

const dayMs = 86_400_000;
const megabyte = 1024 * 1024;

/** How many bytes an upload for this use may have. */
export async function largestOf(use: UploadUse, on: Reader = db()): Promise<number> {
  if (use === 'attachment') return maxFileBytes;
  const { 'orders.screenshot_mb': megabytes } = await settingsNow(on);
  return Math.min(maxFileBytes, megabytes * megabyte);
}

/** How many uploads of the last day the actor has left unclaimed. */
export async function looseUploads(actor: Actor, on: Reader = db()): Promise<number> {
  if (!actor.personId) return 0;
  const since = new Date(now().getTime() - dayMs);
  return on.$count(
    files,
    and(eq(files.uploadedBy, actor.personId), isNull(files.ownerId), gt(files.uploadedAt, since)),
  );
}

/** Whether the actor may read this file through the thing it is attached to; each owner type brings its own. */
export type OwnerReader = (actor: Actor, ownerId: string, fileId: string) => Promise<boolean>;

export interface StoredFile {
  name: string;
  contentType: string;
  size: number;
  storageKey: string;
}

/**
 * A file the actor has uploaded and not sent with a form yet, or one that he may read through what it is attached to; null when
 * there is none for him.
 */
export async function readableFile(
  actor: Actor,
  id: string,
  readers: Readonly<Record<string, OwnerReader>>,
): Promise<StoredFile | null> {
  const [file] = await db().select().from(files).where(eq(files.id, id));
  if (!(file && actor.personId)) return null;
  const { ownerType, ownerId } = file;
  const reader = ownerType && Object.hasOwn(readers, ownerType) ? readers[ownerType] : undefined;
  const readable = ownerType
    ? reader && ownerId && (await reader(actor, ownerId, id))
    : file.uploadedBy === actor.personId;
  if (!readable) return null;
  const { name, contentType, size, storageKey } = file;
  return { name, contentType, size, storageKey };
}
