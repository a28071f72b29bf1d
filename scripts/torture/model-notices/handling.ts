import type { Answer, Handling } from './acts';
import type { Facts, Notice, Order } from './facts';
import { newOrder } from './sending';
import { handles, personOf } from './standing';

/** A failed one that is the latest of its kind there; what stands in a chat is taken back there, whether the group is in use or not. */
function reissue(facts: Facts, who: string, notice: Notice, order: Order): Answer {
  const { status, dropped, group, kind } = order;
  if (!personOf(facts, who).office) return 'forbidden';
  if (status !== 'failed') return 'rule';
  const latest = notice.orders.findLast((other) => other.group === group && other.kind === kind);
  if (dropped || latest !== order) return 'conflict';
  if (kind === 'post' && facts.groups.get(group)?.archived) return 'rule';
  notice.orders.push(newOrder(facts, notice, group, kind));
  return 'ok';
}

/** An order by whoever handles the group's, and its being issued anew by the Office. */
export function handle(facts: Facts, act: Handling): Answer {
  const notice = facts.notices[act.on];
  const order = notice?.orders[act.order];
  if (!(notice && order && handles(facts, act.who, order))) return 'not_found';
  if (act.act === 'reissue') return reissue(facts, act.who, notice, order);
  if (order.status !== 'open' || order.version !== act.version) return 'conflict';
  Object.assign(order, { status: act.act === 'complete' ? 'done' : 'failed', version: act.version + 1 });
  return 'ok';
}
