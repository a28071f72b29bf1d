import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { people, roleAssignments } from '@/db/schema/identity';
import {
  type ImportKind,
  type ImportOutcome,
  type ImportResult,
  type ImportStatus,
  importBatches,
  importRows,
} from '@/db/schema/imports';
import { units } from '@/db/schema/units';
import { type Actor, systemActor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { decrypt } from '@/lib/core/crypto';
import type { ListState, Page } from '@/lib/core/paging';
import { isMobile, maskPhone, normalPhone } from '@/lib/identity/people/rules';
import { inForce } from '@/lib/identity/roles/queries/period';
import { settingsNow } from '@/lib/settings/queries';
import type { ImportRowShown } from '../list';
import { importPermissions } from '../policy';
import { importForms } from '../rules/columns';
import type { RowContent } from '../rules/lines';
import { importWorkflow } from '../states';

const count = (condition: SQL): SQL<number> => sql<number>`(count(*) filter (where ${condition}))::int`;
const waiting = sql`${importRows.result} in ('new', 'changed') and ${importRows.outcome} is null`;

const figures = {
  new: count(sql`${importRows.result} = 'new'`),
  changed: count(sql`${importRows.result} = 'changed'`),
  unchanged: count(sql`${importRows.result} = 'unchanged'`),
  error: count(sql`${importRows.result} = 'error'`),
  waiting: count(waiting),
  done: count(sql`${importRows.outcome} = 'done'`),
  same: count(sql`${importRows.outcome} = 'same'`),
  refused: count(sql`${importRows.outcome} = 'refused'`),
};

export type ImportFigures = { [Figure in keyof typeof figures]: number };

export interface ImportShown {
  id: string;
  kind: ImportKind;
  fileName: string;
  status: ImportStatus;
  version: number;
  createdAt: Date;
  checkedAt: Date;
  statusAt: Date;
  unused: string[];
  figures: ImportFigures;
  may: { start: boolean; recheck: boolean; discard: boolean };
}

/** One's own imports, of the kinds one may import. */
function visible(actor: Actor): SQL | undefined {
  const kinds = (Object.keys(importPermissions) as ImportKind[]).filter((kind) =>
    mayAtAll(actor, importPermissions[kind]),
  );
  if (!(actor.personId && kinds.length)) return sql`false`;
  return and(eq(importBatches.createdBy, actor.personId), inArray(importBatches.kind, kinds));
}

const shownColumns = {
  id: importBatches.id,
  kind: importBatches.kind,
  fileName: importBatches.fileName,
  status: importBatches.status,
  version: importBatches.version,
  createdAt: importBatches.createdAt,
  checkedAt: importBatches.checkedAt,
  statusAt: importBatches.statusAt,
  unused: importBatches.unused,
};

type BatchRow = Omit<ImportShown, 'figures' | 'may'> & ImportFigures;

function shown(row: BatchRow): ImportShown {
  const { id, kind, fileName, status, version, createdAt, checkedAt, statusAt, unused, ...rest } = row;
  const open = importWorkflow.verbs.start.from.includes(status);
  return {
    ...{ id, kind, fileName, status, version, createdAt, checkedAt, statusAt, unused, figures: rest },
    may: { start: open && rest.waiting > 0, recheck: open, discard: open },
  };
}

const batches = (where: SQL | undefined) =>
  db()
    .select({ ...shownColumns, ...figures })
    .from(importBatches)
    .leftJoin(importRows, eq(importRows.batchId, importBatches.id))
    .where(where)
    .groupBy(importBatches.id);

/** One of the actor's own imports with its figures; null when there is none for him. */
export async function importBatch(actor: Actor, id: string): Promise<ImportShown | null> {
  const [row] = await batches(and(visible(actor), eq(importBatches.id, id)));
  return row ? shown(row) : null;
}

const recent = 10;

/** The actor's latest imports of this kind. */
export async function myImports(actor: Actor, kind: ImportKind): Promise<ImportShown[]> {
  const rows = await batches(and(visible(actor), eq(importBatches.kind, kind)))
    .orderBy(desc(importBatches.createdAt))
    .limit(recent);
  return rows.map(shown);
}

/** For how many days uploaded rows are kept. */
export async function importKeptDays(actor: Actor): Promise<number> {
  const settings = await settingsNow();
  return actor.personId ? settings['imports.keep_days'] : 0;
}

export interface ImportProgress {
  status: ImportStatus;
  /** Rows dealt with, of those to be imported. */
  handled: number;
  total: number;
}

/** How far one of the actor's own imports has come; null when there is none for him. */
export async function importProgress(actor: Actor, id: string): Promise<ImportProgress | null> {
  const batch = await importBatch(actor, id);
  if (!batch) return null;
  const { waiting: left, done, same, refused } = batch.figures;
  return { status: batch.status, handled: done + same + refused, total: left + done + same + refused };
}

/** A cell as the preview shows it: phones masked, as everywhere. */
function shownText(key: string, text: string): string {
  const phone = normalPhone(text);
  if (isMobile(phone)) return maskPhone(phone);
  return key === 'phone' ? text.replace(/\d(?=\d{4})/g, '*') : text;
}

function detailsOf(kind: ImportKind, { texts }: RowContent): string {
  return importForms[kind].columns
    .filter(({ key }) => key !== 'name' && Object.hasOwn(texts, key))
    .map(({ key }) => shownText(key, texts[key] ?? ''))
    .join(' · ');
}

function narrowed({ filters }: ListState): (SQL | undefined)[] {
  const { result, outcome } = filters;
  return [
    result && inArray(importRows.result, result as ImportResult[]),
    outcome && inArray(importRows.outcome, outcome as ImportOutcome[]),
  ];
}

/** The rows of one of the actor's own imports, as the preview shows them. */
export async function listImportRows(
  actor: Actor,
  id: string,
  state: ListState,
): Promise<Page<ImportRowShown>> {
  const where = and(visible(actor), eq(importBatches.id, id), ...narrowed(state));
  const rows = db()
    .select({ row: importRows, kind: importBatches.kind })
    .from(importRows)
    .innerJoin(importBatches, eq(importBatches.id, importRows.batchId))
    .where(where)
    .orderBy(asc(importRows.row))
    .limit(state.size)
    .offset((state.page - 1) * state.size);
  const counted = db()
    .select({ n: sql<number>`count(*)::int` })
    .from(importRows)
    .innerJoin(importBatches, eq(importBatches.id, importRows.batchId))
    .where(where);
  const [found, [total]] = await Promise.all([rows, counted]);
  return {
    rows: found.map(({ row: { contentCipher, batchId: _, ...row }, kind }) => {
      const content = JSON.parse(decrypt(contentCipher)) as RowContent;
      return { ...row, name: content.texts.name ?? '（空）', details: detailsOf(kind, content) };
    }),
    total: total?.n ?? 0,
    totalIsExact: true,
    page: state.page,
    size: state.size,
  };
}

/**
 * Whoever started an import, with the roles he has at this moment: what he may no longer do is not done in his name. Null when
 * the import is gone or not under way.
 */
export async function importerOf(batchId: string): Promise<Actor | null> {
  const at = now();
  const rows = await db()
    .select({
      personId: people.id,
      name: people.name,
      unitId: units.id,
      unitName: units.name,
      role: roleAssignments.role,
    })
    .from(importBatches)
    .innerJoin(people, eq(people.id, importBatches.createdBy))
    .innerJoin(units, eq(units.id, people.unitId))
    .leftJoin(
      roleAssignments,
      and(eq(roleAssignments.personId, people.id), inForce(roleAssignments, at), isNull(people.departedAt)),
    )
    .where(and(eq(importBatches.id, batchId), eq(importBatches.status, 'importing')));
  const [first] = rows;
  if (!first) return null;
  const { personId, name, unitId, unitName } = first;
  const grants = rows.flatMap(({ role }) =>
    role ? [{ role, unitIds: [], groupIds: [], primary: false, onBehalfOf: null }] : [],
  );
  return { ...systemActor('imports.run'), personId, name, unitId, unitName, grants };
}
