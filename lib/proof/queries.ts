import { and, desc, eq, gte, notExists, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditRemovals, auditSeals } from '@/db/schema/proof';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import type { Head } from './block-form';
import { lastBlock } from './trail';

/** One verification as the trail has recorded it. */
export interface PastVerification {
  id: number;
  at: Date;
  verdict: 'sound' | 'doubtful' | 'broken';
  /** What is wrong, in words. */
  reason: string | null;
  records: number;
  blocks: number;
}

export interface TrailStatus {
  /** The chain's end, with when it was sealed; null before anything was. */
  head: (Head & { sealedAt: Date; records: number }) | null;
  /** Records that wait to be sealed, up to a thousand; and since when the oldest does. */
  pending: number;
  pendingSince: Date | null;
  /** Newest first. */
  verifications: PastVerification[];
  removal: { through: number; at: Date; keepMonths: number } | null;
}

const shownVerifications = 10;
const mostCounted = 1_000;

/** How far the trail is sealed, and what its verifications found. Null for whoever may not see the trail. */
export async function trailStatus(actor: Actor): Promise<TrailStatus | null> {
  if (!mayAtAll(actor, 'audit.view')) return null;
  const head = await lastBlock(db());
  const [pending, verifications, [removal]] = await Promise.all([
    waiting(head?.since ?? '0'),
    pastVerifications(shownVerifications),
    db().select().from(auditRemovals).orderBy(desc(auditRemovals.through)).limit(1),
  ]);
  return {
    head: head && pickHead(head),
    ...pending,
    verifications,
    removal: removal ?? null,
  };
}

const pickHead = ({ number, hash, sealedAt, records }: NonNullable<TrailStatus['head']>) => ({
  number,
  hash,
  sealedAt,
  records,
});

/** The last verification, if it was not all well: what the trail's own page warns of. One statement. */
export async function lastWarning(actor: Actor): Promise<PastVerification | null> {
  if (!mayAtAll(actor, 'audit.view')) return null;
  const [last] = await pastVerifications(1);
  return last && last.verdict !== 'sound' ? last : null;
}

async function waiting(since: string): Promise<Pick<TrailStatus, 'pending' | 'pendingSince'>> {
  const open = db()
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        gte(auditEvents.xid, sql`${since}::xid8`),
        notExists(
          db().select({ one: sql`1` }).from(auditSeals).where(eq(auditSeals.eventId, auditEvents.id)),
        ),
      ),
    )
    .orderBy(auditEvents.xid)
    .limit(mostCounted)
    .as('open');
  const [row] = await db()
    .select({
      pending: sql<number>`count(*)::int`,
      pendingSince: sql<string | null>`min(${open.at})`.mapWith(open.at),
    })
    .from(open);
  return { pending: row?.pending ?? 0, pendingSince: row?.pendingSince ? new Date(row.pendingSince) : null };
}

async function pastVerifications(most: number): Promise<PastVerification[]> {
  const rows = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, 'audit.verify'))
    .orderBy(desc(auditEvents.at))
    .limit(most);
  return rows.map(({ id, at, reason, after }) => ({
    id,
    at,
    verdict: verdictIn(after?.verdict),
    reason,
    records: Number(after?.records ?? 0),
    blocks: Number(after?.blocks ?? 0),
  }));
}

const verdictIn = (text: unknown): PastVerification['verdict'] =>
  text === 'sound' || text === 'doubtful' ? text : 'broken';

/** The head to be kept elsewhere, as a line of JSON; null for whoever may not see the trail, or before anything was sealed. */
export async function headToKeep(actor: Actor): Promise<(Head & { text: string }) | null> {
  const block = mayAtAll(actor, 'audit.view') ? await lastBlock(db()) : null;
  if (!block) return null;
  const { number, hash, sealedAt, stamp } = block;
  return { number, hash, text: `${JSON.stringify({ number, hash, sealedAt, stamp })}\n` };
}
