import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { visibleNotices } from '@/lib/notices/queries/visible';
import { reviewable } from '@/lib/notices/review/queries/scope';
import type { Lines } from '../model/compare';
import { actorAt } from '../model/stage';
import { difference } from './compare';
import type { Facts } from './facts';
import { decides, seesNotice } from './standing';

/** What somebody may see, and what waits for his review, by the model. */
function shownBy(facts: Facts, who: string): Lines {
  const kept = facts.notices.filter(({ gone }) => !gone);
  const waiting = kept.flatMap((notice) =>
    notice.steps
      .filter((step) => step.status === 'open' && decides(facts, who, notice, step))
      .map(({ revision }) => `${who}|${notice.id}|${revision}`),
  );
  const seen = kept.filter((notice) => seesNotice(facts, who, notice));
  return { seen: seen.map(({ id }) => `${who}|${id}`), waiting };
}

/** The same by the product's own scopes. */
async function shownTo(actor: Actor): Promise<Lines> {
  const seen = await db().select({ id: notices.id }).from(notices).where(visibleNotices(actor));
  const waiting = await db()
    .select({ id: noticeSteps.noticeId, revision: noticeRevisions.number })
    .from(noticeSteps)
    .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
    .where(reviewable(actor));
  const { personId } = actor;
  return {
    seen: seen.map(({ id }) => `${personId}|${id}`),
    waiting: waiting.map(({ id, revision }) => `${personId}|${id}|${revision}`),
  };
}

/** Who is shown something else than he should be; null when nobody is. */
export function misshown(facts: Facts): Promise<string | null> {
  const at = new Date(facts.at);
  return withClock(at, async () => {
    for (const [id, { account }] of facts.people) {
      const actor = account ? await actorAt(id, at) : null;
      const wrong = actor && difference(shownBy(facts, id), await shownTo(actor));
      if (wrong) return wrong;
    }
    return null;
  });
}
