import { and, asc, desc, eq, gt, gte, inArray, lte, notExists, or, type SQL, sql } from 'drizzle-orm';
import { db, type Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditBlocks, auditRemovals, auditSeals } from '@/db/schema/proof';
import { checkRecords, checkTimes, type SealedRow } from './block-check';
import type { Block, Head } from './block-form';
import { ChainCheck } from './chain-check';
import type { Finding } from './findings';
import { disabledGuards } from './guards';
import { checkRemoval } from './removal';
import { clusterNow, recordText } from './trail';

/** Heads that were kept outside of the database, and how their place is called. */
export interface KeptHeads {
  place: string;
  /** In batches. */
  heads: () => AsyncIterable<Head[]> | Iterable<Head[]>;
}

export interface Verification {
  /** What breaks the trail, the first of it along the chain. */
  finding: Finding | null;
  /** What does not break it and has to be explained: times that do not go with their sealing, what could not be checked. */
  doubt: Finding | null;
  head: Head | null;
  /** Records that were hashed again. */
  records: number;
  /** Records that are not sealed yet. */
  pending: number;
  /** The last block whose records were removed when their time was over; 0 for none. */
  removedThrough: number;
  /** Blocks whose stamp is of an earlier secret that is not at hand; the chain above them vouches for them. */
  unchecked: number;
}

const blocksAtOnce = 500;
const recordsAtOnce = 2_000;

/**
 * Reads the whole trail as it is at this moment, hashes every record again, and follows the chain to its end; then compares it
 * with the heads kept elsewhere. Writers go on meanwhile. In memory are some thousand records, however long the trail is.
 */
export function verifyTrail(kept: readonly KeptHeads[]): Promise<Verification> {
  return db().transaction((tx) => verify(tx, kept), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

async function verify(tx: Tx, kept: readonly KeptHeads[]): Promise<Verification> {
  const [removal] = await tx.select().from(auditRemovals).orderBy(desc(auditRemovals.through)).limit(1);
  const check = new ChainCheck();
  const walk = await walkChain(tx, check, removal?.through ?? 0);
  const strays = await findStrays(tx, check.last);
  const [guards, removed] = [await disabledGuards(tx), removal ? await judge(tx, removal, check) : null];
  const finding =
    walk.finding ??
    check.end() ??
    (await orphan(tx, check.last)) ??
    strays.finding ??
    (removed?.kind === 'removal_forged' ? removed : null) ??
    (await compareHeads(tx, check.last, kept)) ??
    (guards.length ? { kind: 'unguarded' as const, record: null, block: null, guards } : null);
  return {
    finding,
    doubt: walk.doubt ?? (removed?.kind === 'removal_foreign' ? removed : null),
    head: check.last && { number: check.last.number, hash: check.last.hash },
    records: walk.records,
    pending: strays.pending,
    removedThrough: removal?.through ?? 0,
    unchecked: check.unchecked,
  };
}

type Walk = Pick<Verification, 'finding' | 'doubt' | 'records'>;

/** Along the chain, some blocks at a time, until something is broken. */
async function walkChain(tx: Tx, check: ChainCheck, removedThrough: number): Promise<Walk> {
  const walk: Walk = { finding: null, doubt: null, records: 0 };
  for await (const blocks of blockGroups(tx)) {
    const broken = blocks.findIndex((block) => check.next(block) !== null);
    const sound = broken < 0 ? blocks : blocks.slice(0, broken);
    const finding = await walkRecords(
      tx,
      sound.filter(({ number }) => number > removedThrough),
      walk,
    );
    walk.finding = finding ?? check.finding;
    if (walk.finding) break;
  }
  return walk;
}

/** All blocks in their order, in groups of not much more than two thousand records. */
async function* blockGroups(tx: Tx): AsyncGenerator<Block[]> {
  // From below the first number there may be, so that nothing hides there.
  let passed = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const blocks = await tx
      .select()
      .from(auditBlocks)
      .where(gt(auditBlocks.number, passed))
      .orderBy(asc(auditBlocks.number))
      .limit(blocksAtOnce);
    let group: Block[] = [];
    let records = 0;
    for (const block of blocks) {
      group.push(block);
      records += block.records;
      if (records < recordsAtOnce) continue;
      yield group;
      group = [];
      records = 0;
    }
    if (group.length) yield group;
    if (blocks.length < blocksAtOnce) return;
    passed = blocks.at(-1)?.number ?? passed;
  }
}

async function walkRecords(tx: Tx, blocks: readonly Block[], walk: Walk): Promise<Finding | null> {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!(first && last)) return null;
  const rows = await sealedRows(tx, first, last, blocks.reduce((sum, { records }) => sum + records, 0) + 1);
  const byBlock = new Map<number, SealedRow[]>(blocks.map(({ number }) => [number, []]));
  for (const row of rows) byBlock.get(row.block)?.push(row);
  for (const block of blocks) {
    const own = byBlock.get(block.number) ?? [];
    const finding = checkRecords(block, own);
    if (finding) return finding;
    walk.doubt ??= checkTimes(block, own);
    walk.records += own.length;
  }
  return null;
}

function sealedRows(
  tx: Tx,
  first: Block,
  last: Block,
  most: number,
): Promise<(SealedRow & { block: number })[]> {
  return tx
    .select({ ...recordText, eventId: auditSeals.eventId, seal: auditSeals.hash, block: auditSeals.block })
    .from(auditSeals)
    .leftJoin(auditEvents, eq(auditEvents.id, auditSeals.eventId))
    .where(and(gte(auditSeals.block, first.number), lte(auditSeals.block, last.number)))
    .orderBy(asc(auditSeals.block), asc(auditSeals.eventId))
    .limit(most);
}

/** A seal of a block that is gone. */
async function orphan(tx: Tx, last: Block | null): Promise<Finding | null> {
  const [seal] = await tx
    .select({ record: auditSeals.eventId, block: auditSeals.block })
    .from(auditSeals)
    .where(gt(auditSeals.block, last?.number ?? 0))
    .orderBy(asc(auditSeals.block), asc(auditSeals.eventId))
    .limit(1);
  return seal ? { kind: 'block_missing', ...seal } : null;
}

/** Records without a seal: those that only wait for it, and those that should have had one long ago or never could. */
async function findStrays(tx: Tx, last: Block | null): Promise<{ finding: Finding | null; pending: number }> {
  const cluster = await clusterNow(tx);
  const comparable = last?.since != null && last.cluster === cluster.id;
  const strange: SQL | undefined = or(
    gte(auditEvents.xid, sql`${String(cluster.next)}::xid8`),
    comparable ? sql`${auditEvents.xid} < ${last.since}::xid8` : undefined,
  );
  const [found] = await tx
    .select({
      record: sql<string | null>`min(${auditEvents.id}) filter (where ${strange})`,
      pending: sql<number>`count(*)::int`,
    })
    .from(auditEvents)
    .where(
      notExists(tx.select({ one: sql`1` }).from(auditSeals).where(eq(auditSeals.eventId, auditEvents.id))),
    );
  const pending = found?.pending ?? 0;
  if (!(comparable && found?.record)) return { finding: null, pending };
  return { finding: { kind: 'slipped_in', record: Number(found.record), block: null }, pending };
}

/**
 * Whether the last removal, which all others are within, is the product's own. One of an unknown secret may be, where the chain
 * has blocks of an unknown secret too.
 */
async function judge(
  tx: Tx,
  removal: typeof auditRemovals.$inferSelect,
  { unchecked }: ChainCheck,
): Promise<Finding | null> {
  const block = removal.through;
  const [last] = await tx.select().from(auditBlocks).where(eq(auditBlocks.number, block));
  const verdict = last ? checkRemoval(removal, last.hash) : 'differs';
  if (verdict === 'fits') return null;
  const forged = verdict === 'differs' || unchecked === 0;
  return { kind: forged ? 'removal_forged' : 'removal_foreign', record: null, block };
}

async function compareHeads(tx: Tx, last: Block | null, kept: readonly KeptHeads[]): Promise<Finding | null> {
  for (const { heads, place } of kept)
    for await (const batch of heads()) {
      const finding = await compareBatch(tx, last, batch, place);
      if (finding) return finding;
    }
  return null;
}

async function compareBatch(
  tx: Tx,
  last: Block | null,
  heads: readonly Head[],
  place: string,
): Promise<Finding | null> {
  const blocks = await tx
    .select()
    .from(auditBlocks)
    .where(
      inArray(
        auditBlocks.number,
        heads.map(({ number }) => number),
      ),
    )
    .limit(heads.length);
  const byNumber = new Map(blocks.map((block) => [block.number, block]));
  const head = heads.find(({ number, hash }) => byNumber.get(number)?.hash !== hash);
  if (!head) return null;
  const block = byNumber.get(head.number);
  if (block) return { kind: 'rewritten', record: block.firstId, block: block.number, place };
  return {
    kind: 'cut_off',
    record: last?.lastId == null ? null : last.lastId + 1,
    block: head.number,
    place,
  };
}
