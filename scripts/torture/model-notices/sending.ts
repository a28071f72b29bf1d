import { openFrom, workingDaysAfter } from '../model/office-time';
import type { Facts, Notice, Order } from './facts';

const minute = 60_000;
const hour = 60 * minute;
const month = 30 * 24 * hour;
/** 3.3.1: of one person in one group within the hour; between repeats; how often a notice is repeated. */
const [perHour, repeatHours, repeats] = [3, 4, 3];

/** From when on what went out to a group lets the notice follow there: for its rate, its interval, and its number of repeats. */
function holdsIn({ at, notices }: Facts, notice: Notice, group: string) {
  const sent = notices
    .filter((other) => other !== notice && other.deliveries.has(group) && other.publishedAt !== null)
    .map((other) => ({ ...other, at: other.publishedAt ?? 0 }))
    .filter((other) => other.at > at - month)
    .toSorted((a, b) => b.at - a.at);
  const own = sent.filter(({ author }) => author === notice.author);
  const first = notice.repeatOf ?? notice.id;
  const alike = (other: Notice) => other.words === notice.words || [other.id, other.repeatOf].includes(first);
  const same = sent.filter((other) => other.status !== 'recalled' && alike(other));
  const until = (found: { at: number } | undefined, ms: number) => (found ? found.at + ms : 0);
  return {
    rate: until(own[perHour - 1], hour),
    interval: until(same[0], repeatHours * hour),
    times: until(same[repeats], month),
  };
}

/** Whether it would be one repeat too many. */
export const repeatedTooOften = (facts: Facts, notice: Notice, from: number): boolean =>
  notice.groups.some((group) => holdsIn(facts, notice, group).times > from);

/** When it may go out: as planned, when nothing holds it any more, and in office hours unless it was let out. */
export function whenOut(facts: Facts, notice: Notice): number {
  const from = Math.max(facts.at, notice.planned ?? 0);
  const holds = notice.groups.flatMap((group) => Object.values(holdsIn(facts, notice, group)));
  const free = Math.max(from, ...holds);
  return notice.released ? free : openFrom(facts, free);
}

export function schedule(notice: Notice, at: number): void {
  Object.assign(notice, { status: 'scheduled', version: notice.version + 1, publishAt: at });
}

/** 3.1.3, 1.3.2: what is urgent, and what should not stand there, within minutes; anything else within a working day. */
const urgentMinutes = 30;

/** To be done in a group from now on. */
export function newOrder(facts: Facts, { emergency }: Notice, group: string, kind: Order['kind']): Order {
  const urgent = emergency || kind === 'recall';
  const due = urgent ? facts.at + urgentMinutes * minute : workingDaysAfter(facts, facts.at, 1);
  return { group, kind, due, status: 'open', version: 1, dropped: false };
}

/** Out: into the outbox of every group, to the chats by orders, and before everybody in the groups but its author. */
export function publish(facts: Facts, notice: Notice): void {
  Object.assign(notice, { status: 'published', version: notice.version + 1, publishedAt: facts.at });
  for (const id of notice.groups) {
    const { portal, archived } = facts.groups.get(id) ?? { portal: false, archived: true };
    const sent = portal || notice.posted ? 'sent' : 'pending';
    notice.deliveries.set(id, archived ? 'failed' : sent);
    if (!archived) ask(facts, notice, id);
    if (!archived && sent === 'pending') notice.orders.push(newOrder(facts, notice, id, 'post'));
  }
}

function ask({ people }: Facts, { author, wanted, receiptDue: due, receipts }: Notice, group: string): void {
  const unanswered = {
    read: false,
    acknowledged: false,
    source: null,
    enteredBy: null,
    chased: null,
  } as const;
  for (const [person, { joined, unit }] of people)
    if (joined.includes(group) && person !== author && !receipts.has(person))
      receipts.set(person, { wanted, due, unit, ...unanswered, reminded: 0 });
}

/** What is due goes out, to be acknowledged in a time that is still to come; later if something holds it, or back to its author when there is no group left. */
export function goOut(facts: Facts, notice: Notice): void {
  if (notice.groups.every((id) => facts.groups.get(id)?.archived))
    Object.assign(notice, {
      status: 'approved',
      version: notice.version + 1,
      publishAt: null,
      stopped: true,
    });
  else if (whenOut(facts, notice) > facts.at) schedule(notice, whenOut(facts, notice));
  else {
    if (notice.wanted === 'acknowledge' && (notice.receiptDue ?? 0) <= facts.at)
      notice.receiptDue = workingDaysAfter(facts, facts.at, 1);
    publish(facts, notice);
  }
}

/** What is taken back holds up nothing any more: what waited because of it goes out as soon as it may now. */
function hasten(facts: Facts, { deliveries }: Notice): void {
  const waiting = facts.notices.filter(
    ({ status, groups }) => status === 'scheduled' && groups.some((id) => deliveries.has(id)),
  );
  for (const notice of waiting) {
    const at = whenOut(facts, notice);
    if (at < (notice.publishAt ?? 0)) schedule(notice, at);
  }
}

export function recall(facts: Facts, notice: Notice): void {
  const { groups } = facts;
  Object.assign(notice, { status: 'recalled', version: notice.version + 1 });
  hasten(facts, notice);
  for (const order of notice.orders.filter(({ kind }) => kind === 'post')) {
    if (order.status === 'failed') order.dropped = true;
    if (order.status === 'open') Object.assign(order, { status: 'cancelled', version: order.version + 1 });
  }
  for (const [group, status] of notice.deliveries) {
    const posted = notice.orders.some((one) => one.group === group && one.status === 'done');
    const stood = status === 'sent' && !groups.get(group)?.portal;
    notice.deliveries.set(group, 'recalled');
    if (posted || stood) notice.orders.push(newOrder(facts, notice, group, 'recall'));
  }
}
