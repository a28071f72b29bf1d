import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { requestDrafts } from '@/db/schema/drafts';
import type { Actor } from '@/lib/access/actor';
import { decrypt } from '@/lib/core/crypto';
import { type Draft, draftInput } from '../input';

/** The form the actor has begun and not sent, and when he last touched it; null when there is none. */
export async function ownDraft(actor: Actor): Promise<{ draft: Draft; updatedAt: Date } | null> {
  if (!actor.personId) return null;
  const [kept] = await db()
    .select({ content: requestDrafts.contentCipher, updatedAt: requestDrafts.updatedAt })
    .from(requestDrafts)
    .where(eq(requestDrafts.personId, actor.personId));
  // One that an earlier version of the form has kept, and this one cannot read, is none.
  const draft = kept && draftInput.safeParse(JSON.parse(decrypt(kept.content))).data;
  return kept && draft ? { draft, updatedAt: kept.updatedAt } : null;
}
