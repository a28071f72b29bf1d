import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { type ImportKind, importBatches } from '@/db/schema/imports';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { encrypt } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { command } from '@/lib/workflow/command';
import { mayImport } from '../policy';
import { assess, type SheetLine } from '../queries/assess';
import type { Shown } from '../rules/verdict';
import { clause, labelOf } from './lock';

interface ReadSheet {
  kind: ImportKind;
  fileName: string;
  sha256: string;
  unused: string[];
  lines: SheetLine[];
}

const hourMs = 3_600_000;
/** More than anybody needs who puts a list right; a program that tries lists out is stopped. */
const mostInHour = 30;

/** One after the other for a person, so that those sent together are counted. */
async function refuseMany(tx: Tx, personId: string): Promise<void> {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('no key update');
  const since = new Date(now().getTime() - hourMs);
  const made = await tx.$count(
    importBatches,
    and(eq(importBatches.createdBy, personId), gt(importBatches.createdAt, since)),
  );
  if (made >= mostInHour) refuse('limited', '一小时内上传的导入过多，请稍后再试');
}

/** How many rows came to which result. */
export function tally(verdicts: readonly Shown[]): Record<string, number> {
  const count = (result: Shown['result']) => verdicts.filter((verdict) => verdict.result === result).length;
  return {
    rows: verdicts.length,
    created: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    faulty: count('error'),
  };
}

async function enterRows(tx: Tx, batchId: string, lines: readonly SheetLine[], verdicts: readonly Shown[]) {
  const rows = lines.map(({ row, content }, index) => {
    const { result, problems, changes, entityId } = verdicts[index] ?? refuse('fault', '核对结果不完整');
    return {
      ...{ id: newId(), row, result, problems, changes, entity_id: entityId },
      content_cipher: encrypt(JSON.stringify(content)),
    };
  });
  await tx.execute(sql`
    insert into import_rows (id, batch_id, row, content_cipher, result, problems, changes, entity_id)
    select id, ${batchId}::uuid, row, content_cipher, result, problems, changes, entity_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, row int, content_cipher text, result text,
      problems jsonb, changes jsonb, entity_id uuid)`);
}

/** Enters a sheet that was read, row by row with what importing it would do. Nothing of it is written elsewhere yet. */
export const enterImport = command(
  { name: 'import.upload', clause },
  async (tx, actor: Actor, { kind, fileName, sha256, unused, lines }: ReadSheet) => {
    const grant = granted(mayImport(actor, kind));
    const { personId } = actor;
    if (!personId) return refuse('session', '登录已失效，请重新登录');
    await refuseMany(tx, personId);
    if (!lines.length) refuse('invalid', '表中没有要导入的内容，请在表头下面填写后再上传');
    const { verdicts } = await assess(tx, kind, lines, { hold: false });
    const id = newId();
    const at = now();
    const stamp = { status: 'ready' as const, statusAt: at, statusBy: personId, statusByName: actor.name };
    await tx.insert(importBatches).values({
      id,
      kind,
      fileName,
      sha256,
      unused,
      createdBy: personId,
      createdAt: at,
      checkedAt: at,
      ...stamp,
    });
    await enterRows(tx, id, lines, verdicts);
    await record(tx, actor, {
      action: 'import.upload',
      entity: { type: 'import', id, label: labelOf({ kind, fileName }) },
      grant,
      clause,
      after: { sha256, ...tally(verdicts) },
    });
    return { id };
  },
);
