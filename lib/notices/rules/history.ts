import type { HistoryEvent } from '@/lib/groups/orders/queries/history';

type Told = Pick<HistoryEvent, 'action' | 'actorId' | 'at' | 'reason'>;

/** What the trail keeps besides the act it comes of, by the acts that stand for it. */
const comesOf: Readonly<Record<string, readonly string[]>> = {
  'review.plan': ['notice.submit', 'notice.publish_first'],
  'review.open': ['review.approve'],
  'review.void': ['notice.submit', 'notice.reopen', 'notice.withdraw', 'review.return', 'review.reject'],
  'notice.approve': ['review.approve', 'review.self_issue'],
  'notice.return': ['review.return'],
  'notice.reject': ['review.reject'],
  'notice.schedule': ['review.approve', 'review.self_issue', 'notice.publish'],
};

/** Acts and what comes of them are kept in one transaction. */
const together = 60_000;

/** A time that was given for a reason is something to be told of by itself. */
const tellsMore = ({ action, reason }: Told): boolean => action === 'notice.schedule' && reason !== null;

/** What a decision is called of a notice that was out already (先发后审): it publishes nothing and keeps nothing back. */
const calledAfterwards: Readonly<Record<string, string>> = {
  'review.approve': '补审通过，予以追认',
  'review.reject': '补审不通过，不予追认',
};

/** A notice's acts in the words of its review: before it went out, or `afterwards`. */
export function inWords<Event extends { action: string; title: string }>(
  events: readonly Event[],
  afterwards: boolean,
): Event[] {
  if (!afterwards) return [...events];
  return events.map((event) => ({ ...event, title: calledAfterwards[event.action] ?? event.title }));
}

/** A time is given by the system, whoever's act it comes of: the trail names him, who has pressed nothing of the kind. */
export function bySystem<Event extends Pick<HistoryEvent, 'action' | 'title' | 'by' | 'role'>>(
  events: readonly Event[],
): Event[] {
  return events.map((event) =>
    event.action === 'notice.schedule' ? { ...event, title: '自动安排发布', by: '系统', role: null } : event,
  );
}

/** One line for each act: what the trail keeps of its consequences is left to the trail. */
export function actsOf<Event extends Told>(events: readonly Event[]): Event[] {
  return events.filter((event) => {
    const acts = comesOf[event.action];
    if (!acts || tellsMore(event)) return true;
    return !events.some(
      ({ action, actorId, at }) =>
        acts.includes(action) &&
        actorId === event.actorId &&
        Math.abs(at.getTime() - event.at.getTime()) < together,
    );
  });
}
