import { and, asc, eq, gte, lte } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditSeals } from '@/db/schema/proof';
import { checkRecords, checkTimes, type SealedRow } from './block-check';
import type { Block } from './block-form';
import type { ChainCheck } from './chain-check';
import type { Finding } from './findings';
import { blocksIn, recordText } from './trail';

const recordsAtOnce = 2_000;

/** What was met on the way along the chain. */
interface Walk {
  /** The first that breaks it. */
  finding: Finding | null;
  /** The first that has to be explained. */
  doubt: Finding | null;
  /** Records that were hashed again. */
  records: number;
}

/**
 * Goes along the chain, some blocks at a time, until something is broken; of blocks up to `removedThrough` the records are not
 * asked for.
 */
export async function walkChain(tx: Tx, check: ChainCheck, removedThrough: number): Promise<Walk> {
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
  for await (const blocks of blocksIn(tx)) {
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
