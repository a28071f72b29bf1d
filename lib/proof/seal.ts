import { and, asc, gt, gte, lt, notExists, type SQL, sql } from 'drizzle-orm';
import { db, type Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditBlocks, auditSeals } from '@/db/schema/proof';
import { now } from '@/lib/core/clock';
import { sealText, sha256 } from '@/lib/core/crypto';
import { type Block, type BlockHeader, blockLine, contentText, type Head, noBlock } from './block-form';
import { presentForm, type RecordText, recordLine, recordTime } from './record-form';
import { type Cluster, clusterNow, lastBlock, recordText } from './trail';

/** Records of one block at most: what is held in memory, and what one transaction writes. */
const mostRecords = 2_000;
/** Any fixed number: sealers take turns. */
const sealLock = 7_201_102;

export interface Sealing {
  blocks: number;
  records: number;
  /** The chain's end; null when there is nothing sealed yet. */
  head: Head | null;
}

/** One run: the moment it began, and how far it has come in taking over. */
interface Run {
  cluster: Cluster;
  passed: number;
  most: number;
}

/**
 * Seals every record that was committed when the run began, block by block, each in a transaction of its own: several sealers,
 * or one killed in the middle, do no harm.
 */
export async function sealTrail({ most = mostRecords } = {}): Promise<Sealing> {
  const run: Run = { cluster: await clusterNow(db()), passed: 0, most };
  const sealing: Sealing = { blocks: 0, records: 0, head: null };
  for (;;) {
    const { block, sealed, done } = await db().transaction((tx) => sealBlock(tx, run));
    if (block) sealing.head = { number: block.number, hash: block.hash };
    if (sealed) sealing.blocks += 1;
    if (sealed && block) sealing.records += block.records;
    if (done) return sealing;
  }
}

type Step = { block: Block | null; sealed: boolean; done: boolean };

async function sealBlock(tx: Tx, run: Run): Promise<Step> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sealLock})`);
  const last = await lastBlock(tx);
  const goesOn = continues(last, run.cluster);
  const rows = await unsealed(tx, run, goesOn ? last : null);
  const complete = rows.length < run.most;
  // A trail that came from elsewhere is taken over once its last block says so, also when nothing was left to seal.
  if (rows.length === 0 && (goesOn || !last)) return { block: last, sealed: false, done: true };
  const since = sinceAfter(rows, run, { complete, goesOn });
  const writtenAfter = goesOn && last ? writtenAfterFor(last) : null;
  const block = await write(tx, last, rows, { complete, cluster: run.cluster.id, since, writtenAfter });
  run.passed = goesOn ? 0 : Number(block.lastId ?? 0);
  return { block, sealed: true, done: complete };
}

/** Whether transaction ids can be compared with those of the last block: not in a new trail, nor after a move or restoration. */
function continues(last: Block | null, cluster: Cluster): last is Block {
  return (
    last !== null &&
    last.since !== null &&
    last.cluster === cluster.id &&
    BigInt(last.since) <= cluster.horizon
  );
}

/** All before `writtenAfter` was sealed whole, so a record that claims to be older was put in later. */
const writtenAfterFor = (last: Block): Date | null => (last.complete ? last.sealedAt : last.writtenAfter);

/** How far all is sealed: nothing can appear any more below the horizon, where every transaction is over. */
function sinceAfter(
  rows: readonly RecordText[],
  { cluster }: Run,
  { complete, goesOn }: { complete: boolean; goesOn: boolean },
): string | null {
  const { horizon } = cluster;
  if (complete) return String(horizon);
  if (!goesOn) return null;
  const passed = BigInt(rows.at(-1)?.xid ?? horizon);
  return String(passed < horizon ? passed : horizon);
}

/**
 * The next records to seal, in the order in which the run passes through them. What can be seen is committed and will not
 * change; what cannot be seen yet is of a transaction above the horizon, and found by a later run. Going on, by transaction,
 * from where all is sealed. Taking over, by id, whatever their transaction was called in another cluster.
 */
function unsealed(tx: Tx, { cluster, passed, most }: Run, from: Block | null): Promise<RecordText[]> {
  const open = notExists(
    tx.select({ one: sql`1` }).from(auditSeals).where(sql`${auditSeals.eventId} = ${auditEvents.id}`),
  );
  const [range, order]: [SQL | undefined, SQL[]] = from
    ? [
        and(
          gte(auditEvents.xid, sql`${from.since}::xid8`),
          lt(auditEvents.xid, sql`${String(cluster.next)}::xid8`),
        ),
        [asc(auditEvents.xid), asc(auditEvents.id)],
      ]
    : [gt(auditEvents.id, passed), [asc(auditEvents.id)]];
  return tx
    .select(recordText)
    .from(auditEvents)
    .where(and(range, open))
    .orderBy(...order)
    .limit(most);
}

async function write(
  tx: Tx,
  last: Block | null,
  rows: readonly RecordText[],
  rest: Pick<BlockHeader, 'complete' | 'cluster' | 'since' | 'writtenAfter'>,
): Promise<Block> {
  const seals = rows
    .map((row) => ({ eventId: Number(row.id), hash: sha256(recordLine(row)) }))
    .sort((a, b) => a.eventId - b.eventId);
  const { number, hash } = last ?? noBlock;
  const header: BlockHeader = {
    number: number + 1,
    form: presentForm,
    previous: hash,
    records: rows.length,
    content: sha256(contentText(seals.map((seal) => seal.hash))),
    firstId: seals[0]?.eventId ?? null,
    lastId: seals.at(-1)?.eventId ?? null,
    ...span(rows, last),
    sealedAt: now(),
    ...rest,
  };
  const own = sha256(blockLine(header));
  const block: Block = { ...header, hash: own, stamp: sealText('audit-head', own) };
  await tx.insert(auditBlocks).values(block);
  if (seals.length)
    await tx.insert(auditSeals).values(seals.map((seal) => ({ ...seal, block: block.number })));
  return block;
}

function span(
  rows: readonly RecordText[],
  last: Block | null,
): Pick<BlockHeader, 'earliest' | 'latest' | 'latestSoFar'> {
  const times = rows.map(recordTime).filter((time) => time !== null);
  if (times.length === 0) return { earliest: null, latest: null, latestSoFar: last?.latestSoFar ?? null };
  const [earliest, latest] = [Math.min(...times), Math.max(...times)];
  return {
    earliest: new Date(earliest),
    latest: new Date(latest),
    latestSoFar: new Date(Math.max(latest, last?.latestSoFar?.getTime() ?? latest)),
  };
}
