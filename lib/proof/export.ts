import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { and, asc, desc, eq, gt, gte, lt, lte, type SQL, sql } from 'drizzle-orm';
import { ZipFile } from 'yazl';
import type * as z from 'zod';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditBlocks, auditRemovals, auditSeals } from '@/db/schema/proof';
import { street } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import type { Refusal, Result } from '@/lib/core/errors';
import { officeMoment } from '@/lib/core/time';
import { type Block, blockLine, noBlock } from './block-form';
import { admitProof } from './commands';
import type { proofInput } from './input';
import { type ProofFacts, readmeText } from './readme';
import { recordLine } from './record-form';
import { sealTrail } from './seal';
import { lastBlock, recordText } from './trail';

type Wanted = z.output<typeof proofInput>;

export interface ProofFile {
  /** `审计日志及证明_2026-01-01_2026-03-31.zip` */
  filename: string;
  content: Readable;
}

const verifier = 'scripts/audit/verify.mjs';
const dayMs = 86_400_000;
const blocksAtOnce = 500;

// One export at a time for a person.
const underWay = new Set<string>();

const refused = (code: Refusal['code'], message: string): Result<never> => ({
  ok: false,
  refusal: { code, message },
});

/**
 * The records of a period with everything that proves them: see readme.ts for what is in it. Sealed up to now first; streamed,
 * so that its length does not matter; recorded before it begins.
 */
export async function exportProof(actor: Actor, wanted: Wanted): Promise<Result<ProofFile>> {
  const person = actor.personId;
  if (!person || actor.mustFirst) return refused('session', '登录已失效，请重新登录');
  if (underWay.has(person)) return refused('limited', '上一次导出还在进行，请稍候');
  underWay.add(person);
  const release = () => underWay.delete(person);
  try {
    const made = await begin(actor, wanted);
    if (!made.ok) release();
    else made.value.content.once('close', release);
    return made;
  } catch (error) {
    release();
    throw error;
  }
}

async function begin(actor: Actor, wanted: Wanted): Promise<Result<ProofFile>> {
  if (!mayAtAll(actor, 'audit.view')) {
    const refusal = await admitProof(actor, { ...wanted, head: noBlock, records: 0 });
    return refusal.ok ? refused('forbidden', '没有权限') : refusal;
  }
  await sealTrail();
  const head = await lastBlock(db());
  if (!head) return refused('rule', '还没有封存的审计记录');
  const facts = await factsOf(actor, wanted, head);
  const [held] = await db()
    .select({ records: sql<number>`coalesce(sum(${auditBlocks.records}), 0)::int` })
    .from(auditBlocks)
    .where(heldBlocks(facts));
  const admitted = await admitProof(actor, { ...wanted, head, records: held?.records ?? 0 });
  if (!admitted.ok) return admitted;
  const filename = `审计日志及证明_${wanted.from}_${wanted.to}.zip`;
  return { ok: true, value: { filename, content: await archive(facts) } };
}

async function factsOf(actor: Actor, { from, to }: Wanted, head: Block): Promise<ProofFacts> {
  const startsAt = officeMoment(from, 0);
  const [[place], [first], [removal]] = await Promise.all([
    db().select({ name: street.name }).from(street).limit(1),
    db()
      .select({ number: auditBlocks.number })
      .from(auditBlocks)
      .where(gte(auditBlocks.latestSoFar, startsAt))
      .orderBy(asc(auditBlocks.number))
      .limit(1),
    db().select().from(auditRemovals).orderBy(desc(auditRemovals.through)).limit(1),
  ]);
  const { number, hash, stamp } = head;
  return {
    product: 'qunxu',
    format: 1,
    street: place?.name ?? '',
    from,
    to,
    startsAt,
    endsAt: new Date(officeMoment(to, 0).getTime() + dayMs),
    exportedAt: now(),
    exportedBy: actor.unitName ? `${actor.unitName} ${actor.name}` : actor.name,
    // The one before goes along: it says that nothing earlier is of the period.
    firstBlock: Math.max(1, (first?.number ?? number) - 1),
    head: { number, hash, stamp },
    removedThrough: removal?.through ?? 0,
  };
}

/** The blocks whose records are in the export: every one that has any of the period and has not been removed. */
const heldBlocks = ({ startsAt, endsAt, head, firstBlock, removedThrough }: ProofFacts): SQL | undefined =>
  and(
    gte(auditBlocks.number, firstBlock),
    lte(auditBlocks.number, head.number),
    gt(auditBlocks.number, removedThrough),
    gte(auditBlocks.latest, startsAt),
    lt(auditBlocks.earliest, endsAt),
  );

async function archive(facts: ProofFacts): Promise<Readable> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(readmeText(facts)), 'README.txt');
  zip.addBuffer(await readFile(verifier), 'verify.mjs');
  zip.addBuffer(Buffer.from(`${JSON.stringify(facts, null, 1)}\n`), 'proof.json');
  const chain = and(gte(auditBlocks.number, facts.firstBlock), lte(auditBlocks.number, facts.head.number));
  // Each is opened when its turn comes; what was sealed does not change meanwhile.
  const parts: [string, () => AsyncIterable<string>][] = [
    ['blocks.jsonl', () => blockLines(chain)],
    ['seals.jsonl', () => sealLines(heldBlocks(facts))],
    ['records.jsonl', () => recordLines(heldBlocks(facts))],
  ];
  for (const [name, lines] of parts)
    zip.addReadStreamLazy(name, (open) => open(null, Readable.from(lines(), { objectMode: false })));
  const content = Readable.from(zip.outputStream, { objectMode: false });
  zip.on('error', (error: Error) => content.destroy(error));
  zip.end();
  return content;
}

/** The blocks in their order, some hundred at a time. */
async function* blocksIn(where: SQL | undefined): AsyncGenerator<Block[]> {
  let passed = 0;
  for (;;) {
    const blocks = await db()
      .select()
      .from(auditBlocks)
      .where(and(where, gt(auditBlocks.number, passed)))
      .orderBy(asc(auditBlocks.number))
      .limit(blocksAtOnce);
    if (blocks.length) yield blocks;
    if (blocks.length < blocksAtOnce) return;
    passed = blocks.at(-1)?.number ?? passed;
  }
}

async function* blockLines(where: SQL | undefined): AsyncGenerator<string> {
  for await (const blocks of blocksIn(where)) yield blocks.map((block) => `${blockLine(block)}\n`).join('');
}

async function* sealLines(where: SQL | undefined): AsyncGenerator<string> {
  for await (const blocks of blocksIn(where))
    for (const { number } of blocks) {
      const seals = await db()
        .select({ id: auditSeals.eventId, hash: auditSeals.hash })
        .from(auditSeals)
        .where(eq(auditSeals.block, number))
        .orderBy(asc(auditSeals.eventId));
      yield `${JSON.stringify({ block: number, seals: seals.map(({ id, hash }) => [id, hash]) })}\n`;
    }
}

async function* recordLines(where: SQL | undefined): AsyncGenerator<string> {
  for await (const blocks of blocksIn(where))
    for (const { number } of blocks) {
      const rows = await db()
        .select(recordText)
        .from(auditSeals)
        .innerJoin(auditEvents, eq(auditEvents.id, auditSeals.eventId))
        .where(eq(auditSeals.block, number))
        .orderBy(asc(auditSeals.eventId));
      if (rows.length) yield rows.map((row) => `${recordLine(row)}\n`).join('');
    }
}
