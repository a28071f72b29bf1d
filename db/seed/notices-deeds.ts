import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import { notices } from '@/db/schema/notices';
import { deliveries, noticeReceipts } from '@/db/schema/receipts';
import { noticeSteps } from '@/db/schema/reviews';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { screenerNow } from '@/lib/dictionaries/queries/screener';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders } from '@/lib/groups/handling/commands/fail';
import type { SaveNotice } from '@/lib/notices/input';
import { publishDueNotices } from '@/lib/notices/publishing/jobs';
import { acknowledge, readNotice } from '@/lib/notices/receipts/commands/answer';
import { collectReplies } from '@/lib/notices/receipts/commands/collect';
import { decideStep } from '@/lib/notices/review/commands/decide';
import { viewRevision } from '@/lib/notices/review/commands/view';
import type { DecideStep } from '@/lib/notices/review/input';
import { saveNotice } from '@/lib/notices/writing/commands/save';
import { submitNotice } from '@/lib/notices/writing/commands/submit';
import { screenNotice } from '@/lib/screening/look';
import { judgeNotice } from '@/lib/screening/notice';
import { seedGroups, seedPeople } from './data';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Words } from './notices-words';

const hourMs = 3_600_000;

/** Beside its words, what the author asks for. */
export interface Wish {
  receiptDue?: Date;
  releaseWhen?: SaveNotice['releaseWhen'];
  planned?: Date;
  titleReason?: string;
}

const person = (username: string) => seedPeople.find((one) => one.username === username);

/** Who reviews for the unit of an account first. */
export const headFor = (username: string): string =>
  seedPeople.find(({ unit, roles }) => unit === person(username)?.unit && roles.includes('unit_head'))
    ?.username ?? 'head.office';

/** What the street does with a notice, each at its moment and by the command that people use. */
export class NoticeDeeds {
  readonly hands: Hands;
  readonly street: Founded;

  constructor(hands: Hands, street: Founded) {
    this.hands = hands;
    this.street = street;
  }

  async #form(id: string, words: Words, wish: Wish): Promise<SaveNotice> {
    const { category, major, title, body } = words;
    const [kept] = await db().select({ editedAt: notices.editedAt }).from(notices).where(eq(notices.id, id));
    return {
      id,
      seen: kept?.editedAt.toISOString() ?? '',
      category: category === 'emergency' ? 'announcement' : category,
      unitId: this.street.units.get(person(words.by)?.unit ?? '') ?? '',
      major,
      title,
      titleReason: wish.titleReason ?? '',
      body,
      groupIds: words.groups.map((name) => this.street.groups.get(name) ?? ''),
      fileIds: [],
      receiptWanted: wish.receiptDue ? 'acknowledge' : 'read',
      receiptDue: wish.receiptDue ?? null,
      releaseWhen: wish.releaseWhen ?? 'approved',
      planned: wish.planned ?? null,
      answers: await reasonsFor(words),
    };
  }

  async save(at: Date, id: string, words: Words, wish: Wish = {}): Promise<void> {
    const form = await this.#form(id, words, wish);
    await this.hands.act(words.by, at, (actor) => saveNotice(actor, form));
  }

  async submit(at: Date, id: string, words: Words, wish: Wish = {}): Promise<void> {
    // What is major is acknowledged.
    const asked = words.major ? { receiptDue: hoursAfter(at, 72), ...wish } : wish;
    const form = await this.#form(id, words, asked);
    await this.hands.act(words.by, at, (actor) => submitNotice(actor, { ...form, submissionId: newId() }));
  }

  /** Decides the step that is open, having opened the revision; nothing when none is. */
  async decide(at: Date, by: string, noticeId: string, judgement: Partial<DecideStep> = {}): Promise<void> {
    const [step] = await db()
      .select({ id: noticeSteps.id, version: noticeSteps.version, revisionId: noticeSteps.revisionId })
      .from(noticeSteps)
      .where(and(eq(noticeSteps.noticeId, noticeId), eq(noticeSteps.status, 'open')));
    if (!step) return;
    const approval = judgement.decision === undefined;
    const attested = { truth: approval, accuracy: approval, conformity: approval };
    const { id, version, revisionId } = step;
    const input: DecideStep = {
      ...{ id, version, decision: 'approve', ...attested, reasons: [], opinion: '' },
      ...judgement,
    };
    await this.hands.act(by, at, (actor) => viewRevision(actor, { revisionId }));
    await this.hands.act(by, at, (actor) => decideStep(actor, input));
  }

  /** What the schedule sends out. */
  async publish(at: Date): Promise<void> {
    await withClock(at, () => publishDueNotices(systemActor('notices.publish')));
  }

  async #posts(noticeId: string, group?: string) {
    return db()
      .select({ id: workOrders.id, version: workOrders.version, group: groups.name })
      .from(workOrders)
      .innerJoin(deliveries, eq(deliveries.id, workOrders.originId))
      .innerJoin(groups, eq(groups.id, workOrders.groupId))
      .where(
        and(
          eq(deliveries.noticeId, noticeId),
          eq(workOrders.status, 'open'),
          group ? eq(groups.name, group) : undefined,
        ),
      )
      .orderBy(asc(workOrders.id));
  }

  /** Its open orders are done in the chats, by each group's administrator. */
  async post(at: Date, noticeId: string, group?: string): Promise<void> {
    for (const { group: name, ...order } of await this.#posts(noticeId, group))
      await this.hands.act(administratorOf(name), at, (actor) =>
        completeOrders(actor, { orders: [order], handledAt: undefined }),
      );
  }

  async failPost(at: Date, noticeId: string, reason: string): Promise<void> {
    const [first] = await this.#posts(noticeId);
    if (!first) return;
    const { group, ...order } = first;
    await this.hands.act(administratorOf(group), at, (actor) =>
      failOrders(actor, { orders: [order], reason }),
    );
  }

  /** Opens it, and answers when that is asked for; nothing when it is not for him, or was answered. */
  async answer(at: Date, by: string, noticeId: string, reply: string): Promise<void> {
    const [own] = await db()
      .select({ wanted: noticeReceipts.wanted, status: notices.status })
      .from(noticeReceipts)
      .innerJoin(notices, eq(notices.id, noticeReceipts.noticeId))
      .innerJoin(accounts, eq(accounts.personId, noticeReceipts.personId))
      .where(
        and(
          eq(noticeReceipts.noticeId, noticeId),
          eq(accounts.username, by),
          isNull(noticeReceipts.acknowledgedAt),
        ),
      );
    if (!own) return;
    if (own.wanted === 'read' || own.status !== 'published')
      await this.hands.act(by, at, (actor) => readNotice(actor, { noticeId }));
    else await this.hands.act(by, at, (actor) => acknowledge(actor, { noticeId, reply }));
  }

  /** Who never says anything in the portal's groups, so that sweeps have inactive members to ask about. */
  #silent(): ReadonlySet<string> {
    const places = new Map<string, number>();
    const silent = this.street.residents.filter(({ unitName }) => {
      const place = places.get(unitName) ?? 0;
      places.set(unitName, place + 1);
      if (unitName === '平安建设办公室') return true;
      return unitName === '和平社区' ? place % 2 === 1 : place % 4 === 3;
    });
    return new Set(silent.map(({ id }) => id));
  }

  /** Enters what those without an account answered in the chats, more of some units than of others. */
  async collect(at: Date, by: string, noticeId: string, share: number): Promise<void> {
    const found = await db().execute<{ personId: string; unit: string; portal: boolean; lot: number }>(sql`
      select r.person_id as "personId", u.name as unit, g.platform = 'portal' as portal,
        (hashtext(p.name || n.title) & 1023) / 1024.0::float8 as lot
      from notice_receipts r join units u on u.id = r.unit_id join people p on p.id = r.person_id
      join notices n on n.id = r.notice_id join groups g on g.id = r.group_id
      where r.notice_id = ${noticeId}::uuid and r.acknowledged_at is null
        and not exists (select 1 from accounts a where a.person_id = r.person_id)
      order by r.person_id`);
    const silent = this.#silent();
    const rows = found
      .filter(({ personId, portal }) => !(portal && silent.has(personId)))
      .filter(({ unit, lot }) => Number(lot) < share * (answering[unit] ?? 0.9))
      .map(({ personId }, n) => ({ personId, reply: replies[n % replies.length] ?? '收到' }));
    if (!rows.length) return;
    const input = { submissionId: newId(), noticeId, rows };
    await this.hands.act(by, at, (actor) => collectReplies(actor, input));
  }
}

/** How reliably each unit's people answer. */
const answering: Readonly<Record<string, number>> = {
  和平社区: 0.97,
  新华社区: 0.9,
  长青社区: 0.86,
  望江社区: 0.92,
  东风社区: 0.7,
  滨河社区: 0.52,
  城市管理办公室: 0.88,
  市场监管所: 0.76,
};

const replies = ['收到', '收到', '已知悉', '收到，马上落实', '收到', '已转发网格员'] as const;

function administratorOf(group: string): string {
  const [name] = seedGroups.find((one) => one.name === group)?.administrators ?? [];
  return seedPeople.find((one) => one.name === name)?.username ?? 'office';
}

/** Accounts whose people the groups are for, as far as they have joined by then. */
export function readersOf(names: readonly string[]): string[] {
  const asked = seedGroups.filter(({ name }) => names.includes(name)).flatMap(({ joins }) => joins);
  return seedPeople
    .filter(({ unit, username }) => {
      const place = seedPeople
        .filter((one) => one.unit === unit)
        .findIndex((one) => one.username === username);
      return asked.some((join) => join.unit === unit && place < join.people);
    })
    .map(({ username }) => username);
}

/** Every warning of the screening has its reason. */
async function reasonsFor({ title, body }: Words): Promise<Record<string, string>> {
  const { screener } = await screenerNow();
  const { unanswered } = judgeNotice(screenNotice(screener, { title, body, fileNames: [] }), {});
  return Object.fromEntries(unanswered.map(({ key }) => [key, '值班电话，便于群众联系']));
}

export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hourMs);
