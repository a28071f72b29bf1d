import { and, asc, eq, inArray, isNull, lt, lte } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { files } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { command } from '@/lib/workflow/command';
import { largestOf, looseUploads } from './queries';
import { allowedTypes, mostLooseFiles, tooManyLoose, uploadUses } from './rules';

export interface KeptFile {
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  storageKey: string;
}

/**
 * Enters an upload whose bytes are kept already. Refuses what would be one too many of the person's: uploads that arrive
 * together were all counted before any was entered, so that it is counted again here, one person's one after the other.
 */
export const registerFile = command({ name: 'file.upload' }, async (tx, actor, kept: KeptFile) => {
  const { personId } = actor;
  if (!personId) return refuse('session', '登录已失效，请重新登录');
  await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('no key update');
  if ((await looseUploads(actor, tx)) >= mostLooseFiles) refuse('limited', tooManyLoose);
  const id = newId();
  await tx.insert(files).values({ id, ...kept, uploadedBy: personId, uploadedAt: now() });
  await record(tx, actor, {
    action: 'file.upload',
    entity: { type: 'file', id, label: kept.name },
    after: { size: kept.size, sha256: kept.sha256 },
  });
  return { id, name: kept.name, size: kept.size };
});

export interface FileOwner {
  /** `delegation`; the route that serves files asks the owner's policy who may read. */
  type: string;
  id: string;
}

/** Claims one's own upload for what it belongs to, in the caller's transaction; a file belongs to one thing, once. */
export async function attachFile(
  tx: Tx,
  actor: Actor,
  { id, owner }: { id: string; owner: FileOwner },
): Promise<void> {
  const claimed = await tx
    .update(files)
    .set({ ownerType: owner.type, ownerId: owner.id })
    .where(and(eq(files.id, id), eq(files.uploadedBy, actor.personId ?? id), isNull(files.ownerId)))
    .returning({ id: files.id });
  if (!claimed.length)
    refuse('invalid', '附件已失效，请重新上传', { fields: { paperFileId: '附件已失效，请重新上传' } });
}

/**
 * Claims one's own uploads as screenshots, in the caller's transaction. Refuses, beside the field, what is gone, somebody else's,
 * no picture or larger than the setting allows.
 */
export async function attachScreenshots(
  tx: Tx,
  actor: Actor,
  { ids, owner, field }: { ids: readonly string[]; owner: FileOwner; field: string },
): Promise<void> {
  if (!ids.length) return;
  const types = uploadUses.screenshot.map((type) => allowedTypes[type]);
  const claimed = await tx
    .update(files)
    .set({ ownerType: owner.type, ownerId: owner.id })
    .where(
      and(
        inArray(files.id, [...ids]),
        eq(files.uploadedBy, actor.personId ?? owner.id),
        isNull(files.ownerId),
        inArray(files.contentType, types),
        lte(files.size, await largestOf('screenshot', tx)),
      ),
    )
    .returning({ id: files.id });
  const gone = '有截图已失效或不符合要求，请删除后重新添加';
  if (claimed.length !== ids.length) refuse('invalid', gone, { fields: { [field]: gone } });
}

const dayMs = 86_400_000;
const mostAtOnce = 500;

/** Forgets uploads that no form has claimed within a day. @returns the keys of their bytes, for the caller to discard. */
export const purgeFiles = command(
  { name: 'file.purge' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId) return refuse('forbidden', '只能由系统定时清理');
    const before = new Date(now().getTime() - dayMs);
    const loose = await tx
      .select({ id: files.id, storageKey: files.storageKey })
      .from(files)
      .where(and(isNull(files.ownerId), lt(files.uploadedAt, before)))
      .orderBy(asc(files.uploadedAt))
      .limit(mostAtOnce)
      .for('update', { skipLocked: true });
    if (!loose.length) return [];
    await tx.delete(files).where(
      inArray(
        files.id,
        loose.map((file) => file.id),
      ),
    );
    await record(tx, actor, { action: 'file.purge', after: { files: loose.length } });
    return loose.map((file) => file.storageKey);
  },
);
