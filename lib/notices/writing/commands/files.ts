import { and, asc, eq, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { files } from '@/db/schema/house';
import { noticeFiles, notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';

/** What these files are called as the owner of an attachment. */
const noticeOwner = 'notice';

const gone = '有附件已失效，请删除后重新上传';

/** Puts these files in place of the working copy's. They are one's own fresh uploads, or of this notice already. */
export async function keepFiles(
  tx: Tx,
  actor: Actor,
  noticeId: string,
  fileIds: readonly string[],
): Promise<void> {
  if (await isAttached(tx, noticeId, fileIds)) return;
  await claim(tx, actor, noticeId, [...fileIds]);
  await putFiles(tx, noticeId, fileIds);
}

/** The same with those that it was submitted with once: they are its own already, whoever does it. */
export async function placeFiles(tx: Tx, noticeId: string, fileIds: readonly string[]): Promise<void> {
  if (!(await isAttached(tx, noticeId, fileIds))) await putFiles(tx, noticeId, fileIds);
}

async function isAttached(tx: Tx, noticeId: string, fileIds: readonly string[]): Promise<boolean> {
  const before = await filesOf(tx, noticeId);
  return before.map(({ fileId }) => fileId).join() === fileIds.join();
}

async function putFiles(tx: Tx, noticeId: string, fileIds: readonly string[]): Promise<void> {
  const ids = [...fileIds];
  const kept = ids.length ? notInArray(noticeFiles.fileId, ids) : undefined;
  await tx.delete(noticeFiles).where(and(eq(noticeFiles.noticeId, noticeId), kept));
  if (ids.length)
    await tx
      .insert(noticeFiles)
      .values(ids.map((fileId, position) => ({ noticeId, fileId, position })))
      .onConflictDoUpdate({
        target: [noticeFiles.noticeId, noticeFiles.fileId],
        set: { position: sql`excluded.position` },
      });
  await release(tx, noticeId);
}

async function claim(tx: Tx, actor: Actor, noticeId: string, ids: string[]): Promise<void> {
  if (!ids.length) return;
  const loose = and(eq(files.uploadedBy, actor.personId ?? noticeId), isNull(files.ownerId));
  const own = and(eq(files.ownerType, noticeOwner), eq(files.ownerId, noticeId));
  // A copy goes on with the files of the notice it was made from, and a form kept as another draft with its own.
  const copied = sql`exists (select 1 from ${noticeFiles} where ${noticeFiles.fileId} = ${files.id} and ${noticeFiles.noticeId} = ${noticeId})`;
  const earlier = sql`(${files.ownerType} = ${noticeOwner} and exists (
    select 1 from ${notices} where ${notices.id} = ${files.ownerId} and ${notices.authorId} = ${actor.personId}))`;
  const found = await tx
    .select({ id: files.id, ownerId: files.ownerId })
    .from(files)
    .where(and(inArray(files.id, ids), or(loose, own, copied, earlier)))
    .orderBy(asc(files.id))
    .for('update');
  if (found.length !== ids.length) refuse('invalid', gone, { fields: { fileIds: gone } });
  const fresh = found.filter(({ ownerId }) => ownerId === null).map(({ id }) => id);
  if (fresh.length)
    await tx
      .update(files)
      .set({ ownerType: noticeOwner, ownerId: noticeId })
      .where(and(inArray(files.id, fresh), isNull(files.ownerId)));
}

/** What has been submitted with the file, of the author of a notice: a form may be kept as another notice, files and all. */
const submittedWith = (noticeId: string): SQL => sql`select other.id from ${notices} own
  join ${notices} other on other.author_id = own.author_id join notice_revisions revision on revision.notice_id = other.id
  where own.id = ${noticeId} and revision.attachments @> jsonb_build_array(jsonb_build_object('fileId', ${files.id}))`;

const attachedTo = sql`select holder.notice_id from notice_files holder where holder.file_id = ${files.id}`;

const ofNotice = (noticeId: string) => and(eq(files.ownerType, noticeOwner), eq(files.ownerId, noticeId));

/** Files of a notice that no form and no revision holds any more are loose again, and forgotten a day after they came. */
async function release(tx: Tx, noticeId: string): Promise<void> {
  const unused = sql`not exists (${attachedTo}) and not exists (${submittedWith(noticeId)})`;
  await tx
    .update(files)
    .set({ ownerType: null, ownerId: null })
    .where(and(ofNotice(noticeId), unused));
}

/** Before a draft is done away with: its files go to the first notice that holds them too, or are loose again. */
export async function letGo(tx: Tx, noticeId: string): Promise<void> {
  await tx.delete(noticeFiles).where(eq(noticeFiles.noticeId, noticeId));
  const heir = sql`(${attachedTo} union ${submittedWith(noticeId)} order by 1 limit 1)`;
  await tx
    .update(files)
    .set({ ownerId: heir, ownerType: sql`case when ${heir} is null then null else ${noticeOwner} end` })
    .where(ofNotice(noticeId));
}

/** The working copy's attachments in their order, as a revision keeps them. */
export function filesOf(tx: Tx, noticeId: string) {
  return tx
    .select({ fileId: files.id, name: files.name, size: files.size, sha256: files.sha256 })
    .from(noticeFiles)
    .innerJoin(files, eq(files.id, noticeFiles.fileId))
    .where(eq(noticeFiles.noticeId, noticeId))
    .orderBy(asc(noticeFiles.position));
}
