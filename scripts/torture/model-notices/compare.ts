import { asc, like, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { files, notifications } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { noticeFiles, noticeRevisions, notices, noticeTargets } from '@/db/schema/notices';
import { deliveries, noticeChases, noticeReceipts } from '@/db/schema/receipts';
import { noticeSteps } from '@/db/schema/reviews';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import type { Lines } from '../model/compare';
import type { Facts, Notice } from './facts';
import { attachedTo, wordsOf } from './words';

const line = (...values: unknown[]) => values.map((value) => value ?? '-').join('|');
const ms = (at: Date | null) => at?.getTime() ?? null;
/** Rows without an order of their own. */
const unordered = (lines: string[]) => lines.toSorted();

/** The model computes it from what was submitted: attachments count by name and content, in their order. */
function hashOf(facts: Facts, revision: Notice['revisions'][number]): string {
  const attachments = revision.files.map((id) => ({
    name: facts.files.get(id)?.name ?? '',
    sha256: id.replaceAll('-', '').padEnd(64, '0'),
  }));
  const targets = revision.groups.map((groupId) => ({ groupId }));
  return fingerprint({ ...wordsOf(revision.words, attachedTo(facts, revision)), attachments, targets });
}

/** What the model holds. */
export function expected(facts: Facts): Lines {
  const kept = facts.notices.filter(({ gone }) => !gone);
  const of = (rows: (notice: Notice) => unknown[][]) =>
    unordered(kept.flatMap((notice) => rows(notice).map((row) => line(notice.id, ...row))));
  return {
    notices: of((n) => [
      [
        ...[n.author, n.unit, n.status, n.version, n.revisions.length, n.major, wordsOf(n.words, []).title],
        ...[n.edited, n.publishAt, n.released, n.publishedAt, n.followUpDue, n.closed],
        ...[n.receiptDue, n.repeatOf, n.left],
      ],
    ]),
    targets: of(({ groups }) => groups.map((group) => [group])),
    revisions: of(({ revisions }) => revisions.map((revision, i) => [i + 1, hashOf(facts, revision)])),
    steps: of(({ steps }) =>
      steps.map((s, i) => [
        steps.slice(0, i).filter(({ revision }) => revision === s.revision).length + 1,
        ...[s.revision, s.duty, s.status, s.version, s.major, s.afterwards, s.due, s.assigned],
        ...[s.escalation, s.by, s.for, s.vacant],
      ]),
    ),
    deliveries: of((n) => [...n.deliveries]),
    orders: of(({ orders }) => orders.map((o) => [o.group, o.kind, o.due, o.status, o.version, o.dropped])),
    receipts: of(({ receipts }) =>
      [...receipts].map(([person, r]) => [
        ...[person, r.unit, r.wanted, r.due, r.read, r.acknowledged],
        ...[r.source, r.enteredBy, r.chased, r.reminded],
      ]),
    ),
    chases: of(({ chases }) => chases.map(({ day, unit, by, people }) => [day, unit, by, people.length])),
    chased: of(({ chases }) => chases.flatMap(({ people }) => people.map((person) => [person]))),
    attached: of(({ files }) => files.map((id, place) => [place, id])),
    files: unordered([...facts.files].map(([id, { owner }]) => line(id, owner))),
  };
}

/** The same of the database. */
export async function actual(): Promise<Lines> {
  const [rows, targets, revisions, steps, outbox, orders, receipts, chases, chased, attached, owned] =
    await Promise.all([
      db().select().from(notices),
      db().select().from(noticeTargets),
      db().select().from(noticeRevisions).orderBy(asc(noticeRevisions.id)),
      db()
        .select({ step: noticeSteps, revision: noticeRevisions.number })
        .from(noticeSteps)
        .innerJoin(noticeRevisions, sql`${noticeRevisions.id} = ${noticeSteps.revisionId}`),
      db().select().from(deliveries),
      db()
        .select({ order: workOrders, noticeId: deliveries.noticeId })
        .from(workOrders)
        .innerJoin(deliveries, sql`${deliveries.id} = ${workOrders.originId}`),
      db().select().from(noticeReceipts),
      db().select().from(noticeChases),
      db().select().from(notifications).where(like(notifications.title, '%催办：%')),
      db().select().from(noticeFiles),
      db().select().from(files),
    ]);
  return {
    notices: rows.map((n) =>
      line(
        ...[n.id, n.authorId, n.unitId, n.status, n.version, n.revision, n.major, n.title, ms(n.editedAt)],
        ...[ms(n.publishAt), n.releasedBy !== null, ms(n.publishedAt), ms(n.followUpDueAt)],
        ...[n.closedAt !== null, ms(n.receiptDueAt), n.repeatOf, ms(n.leftAt)],
      ),
    ),
    targets: targets.map(({ noticeId, groupId }) => line(noticeId, groupId)),
    revisions: revisions.map(({ noticeId, number, hash }) => line(noticeId, number, hash)),
    steps: steps.map(({ step: s, revision }) =>
      line(
        ...[s.noticeId, s.position, revision, s.duty, s.status, s.version, s.major, s.afterwards],
        ...[ms(s.dueAt), s.assignedTo, s.escalation, s.decidedBy, s.decidedFor, ms(s.vacantSince)],
      ),
    ),
    deliveries: outbox.map(({ noticeId, groupId, status }) => line(noticeId, groupId, status)),
    orders: orders.map(({ noticeId, order: o }) =>
      line(noticeId, o.groupId, o.kind, ms(o.dueAt), o.status, o.version, o.droppedAt !== null),
    ),
    receipts: receipts.map((r) =>
      line(
        ...[r.noticeId, r.personId, r.unitId, r.wanted, ms(r.dueAt), r.readAt !== null],
        ...[r.acknowledgedAt !== null, r.source, r.recordedBy, ms(r.chasedAt), r.reminded],
      ),
    ),
    chases: chases.map((c) => line(c.noticeId, c.day, c.unitId, c.by, c.people)),
    chased: chased.map(({ href, personId }) => line(href?.replace('/notices/', ''), personId)),
    attached: attached.map(({ noticeId, position, fileId }) => line(noticeId, position, fileId)),
    files: owned.map(({ id, ownerId }) => line(id, ownerId)),
  };
}

/** What the one has and the other has not, whatever the order; null when they are the same. */
export function difference(wanted: Lines, found: Lines): string | null {
  for (const [subject, lines] of Object.entries(wanted)) {
    const other = found[subject] ?? [];
    const [a, b] = [new Set(lines), new Set(other)];
    const missing = lines.filter((one) => !b.has(one));
    const surplus = other.filter((one) => !a.has(one));
    if (missing.length + surplus.length > 0 || lines.length !== other.length)
      return `${subject}: should be ${missing.join(' ; ') || '-'}, is ${surplus.join(' ; ') || '-'}`;
  }
  return null;
}
