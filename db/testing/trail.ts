import { eq, sql } from 'drizzle-orm';
import { db, type Tx } from '@/db/client';
import { auditBlocks } from '@/db/schema/proof';
import { systemActor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { sealText, sha256 } from '@/lib/core/crypto';
import { type BlockHeader, blockLine } from '@/lib/proof/block-form';
import { readHeads } from '@/lib/proof/heads';
import { verifyTrail } from '@/lib/proof/verify';

const tables = ['audit_events', 'audit_seals', 'audit_blocks', 'audit_removals'];

/** Does what only the owner of the tables can: with their triggers switched off, as `disabled` on afterwards as well. */
export async function asOwner(work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await db().transaction(async (tx) => {
    for (const table of tables) await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
    await tx.execute(
      sql`alter table audit_seals drop constraint if exists audit_seals_block_audit_blocks_number_fk`,
    );
    await work(tx);
    for (const table of tables) await tx.execute(sql.raw(`alter table ${table} enable trigger user`));
  });
}

/** One statement as the owner. */
export const tamper = (statement: string): Promise<void> => asOwner((tx) => tx.execute(sql.raw(statement)));

/** Empties the trail and its proof, for `beforeEach`; ids begin at 1 again. */
export const emptyTrail = (): Promise<void> =>
  tamper(`truncate ${tables.join(', ')} restart identity cascade`);

/** Records of a unit's renaming, one transaction each. */
export async function writeRecords(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await db().transaction((tx) => writeIn(tx, `记录 ${n}`));
}

/** One record in the caller's transaction. */
export function writeIn(tx: Tx, label: string): Promise<void> {
  return record(tx, systemActor('test'), {
    action: 'unit.edit',
    entity: { type: 'unit', id: label, label },
    clause: '1.2',
    reason: '更名',
    before: { name: '旧名', sort: 1 },
    after: { name: label, sort: 1 },
  });
}

/** Changes a block and its own hash, as one can who has the database; its stamp too when he is `knowing` the secret. */
export async function rewriteBlock(
  number: number,
  change: Partial<BlockHeader>,
  { knowing }: { knowing: boolean },
): Promise<void> {
  const [block] = await db().select().from(auditBlocks).where(eq(auditBlocks.number, number));
  if (!block) throw new Error(`no block ${number}`);
  const hash = sha256(blockLine({ ...block, ...change }));
  const stamp = knowing ? { stamp: sealText('audit-head', hash) } : {};
  await asOwner((tx) =>
    tx
      .update(auditBlocks)
      .set({ ...change, hash, ...stamp })
      .where(eq(auditBlocks.number, number)),
  );
}

/** What the verifier finds: kind, record and block. Null when all is well. */
export async function finding(...heads: string[]) {
  const { finding: found } = await verifyTrail(
    heads.map((file) => ({ place: '别处', heads: () => readHeads(file) })),
  );
  return found && { kind: found.kind, record: found.record, block: found.block };
}
