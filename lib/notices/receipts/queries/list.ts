import { and, asc, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { countUpTo, db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import { noticeReceipts } from '@/db/schema/receipts';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import type { ListState, Page } from '@/lib/core/paging';
import { searched } from '@/lib/identity/people/queries/list';
import { visibleNotices } from '../../queries/visible';
import type { ReceiptRow } from '../list';
import { receiptScope } from '../policy';
import { present, reached, withinScope } from './scope';

const recorders = alias(people, 'recorders');
const r = alias(noticeReceipts, 'r');

/** A published notice whose receipts the actor follows, all or some of them; null for whoever follows none. One statement. */
export async function followedNotice(actor: Actor, id: string) {
  const [notice] = await db()
    .select({
      id: notices.id,
      title: notices.title,
      status: notices.status,
      authorId: notices.authorId,
      unitId: notices.unitId,
      receiptWanted: notices.receiptWanted,
      receiptDueAt: notices.receiptDueAt,
      publishedAt: notices.publishedAt,
    })
    .from(notices)
    .where(and(eq(notices.id, id), visibleNotices(actor)));
  if (!notice?.publishedAt) return null;
  const scope = receiptScope(actor, notice);
  return scope === 'all' || scope.length ? { ...notice, scope } : null;
}

const states: Record<string, SQL> = {
  missing: sql`r.read_at is null`,
  read: sql`r.read_at is not null and r.acknowledged_at is null`,
  acknowledged: sql`r.acknowledged_at is not null`,
};

function stateFilter(chosen: string[] | undefined): SQL | undefined {
  const found = (chosen ?? []).flatMap((state) => states[state] ?? []);
  return found.length ? sql`(${sql.join(found, sql` or `)})` : undefined;
}

const ofUnits = (ids: string[]): SQL =>
  sql`r.unit_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;

/** The receipts of one notice, person by person: those the actor follows. Three statements. */
export async function listReceipts(actor: Actor, state: ListState): Promise<Page<ReceiptRow>> {
  const { page, size, filters, q } = state;
  const notice = filters.notice?.[0] ? await followedNotice(actor, filters.notice[0]) : null;
  if (!notice) return { rows: [], total: 0, totalIsExact: true, page, size };
  const where = and(
    eq(r.noticeId, notice.id),
    withinScope(notice.scope),
    stateFilter(filters.state),
    filters.unit && ofUnits(filters.unit),
    q ? sql`r.person_id in (select ${people.id} from ${people} where ${searched(q)})` : undefined,
  );
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from notice_receipts r where ${where}`),
    readRows(notice.id, where, state),
  ]);
  return { rows, total: count.total, totalIsExact: count.exact, page, size };
}

/** 0: not read yet, 1: read, and to be acknowledged, 2: nothing more is wanted. */
const standing = sql<number>`case when r.read_at is null then 0
  when r.wanted = 'acknowledge' and r.acknowledged_at is null then 1 else 2 end`;

/** One page's receipts, found before anything is looked up for them: a notice may have fifty thousand. */
function pageOf(noticeId: string, where: SQL | undefined, { sort, dir, page, size }: ListState) {
  const keys = [...(sort === 'state' ? [standing] : []), r.unitId, r.personId];
  return db()
    .select({
      ...getTableColumns(r),
      standing: standing.as('standing'),
      present: sql<boolean>`${present(noticeId)}`.as('present'),
      reached: sql<boolean>`${reached}`.as('reached'),
    })
    .from(r)
    .where(where)
    .orderBy(...keys.map(dir === 'asc' ? asc : desc))
    .limit(size)
    .offset((page - 1) * size)
    .as('shown');
}

function readRows(noticeId: string, where: SQL | undefined, state: ListState) {
  const shown = pageOf(noticeId, where, state);
  const keys = [...(state.sort === 'state' ? [shown.standing] : []), shown.unitId, shown.personId];
  return db()
    .select({
      personId: shown.personId,
      name: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
      present: shown.present,
      reached: shown.reached,
      unitId: shown.unitId,
      unitName: units.name,
      groupName: groups.name,
      wanted: shown.wanted,
      readAt: shown.readAt,
      acknowledgedAt: shown.acknowledgedAt,
      reply: shown.reply,
      source: shown.source,
      recordedByName: recorders.name,
      chasedAt: shown.chasedAt,
    })
    .from(shown)
    .innerJoin(people, eq(people.id, shown.personId))
    .innerJoin(units, eq(units.id, shown.unitId))
    .innerJoin(groups, eq(groups.id, shown.groupId))
    .leftJoin(recorders, eq(recorders.id, shown.recordedBy))
    .orderBy(...keys.map(state.dir === 'asc' ? asc : desc));
}
