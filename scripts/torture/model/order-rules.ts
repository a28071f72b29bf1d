import type { Answer, Order, PersonalAct, Seen } from './facts';
import { StreetRules } from './street-rules';

/** Something is still to become of a request: it has to be ended, rather than its order. */
const underWay = ['reported', 'submitted', 'approved'];

/** The reference model's rules of orders that could not be done, and of handing orders on. */
export abstract class OrderRules extends StreetRules {
  protected onOrder(act: PersonalAct): Answer | null {
    switch (act.act) {
      case 'fail':
        return this.asked('order.fail', this.fail(act.who, act.seen));
      case 'reissue':
        return this.asked('order.reissue', this.reissue(act.who, act.order));
      case 'addedBefore':
        return this.asked('order.added_before', this.addedBefore(act.who, act.order));
      case 'drop':
        return this.asked('order.drop', this.drop(act.who, act.order));
      case 'reassign':
        return this.asked('order.reassign', this.reassign(act));
      default:
        return null;
    }
  }

  private fail(who: string, { row, version }: Seen): Answer {
    const order = this.order(row);
    if (!this.handles(who, row)) return 'not_found';
    if (order.status !== 'open' || order.version !== version) return 'conflict';
    this.move(order, 'failed', who, 'order.fail');
    for (const person of this.holders('office_admin')) if (person !== who) this.tell(person, 'order');
    return 'ok';
  }

  private reissue(who: string, row: number): Answer {
    const order = this.order(row);
    if (!this.handles(who, row)) return 'not_found';
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    if (order.status !== 'failed') return 'rule';
    if (order.dropped) return 'conflict';
    if (order.request === null) return this.reissueOther(order, who);
    const request = this.request(order.request);
    if (order.kind === 'add' && request.status !== 'approved') return 'conflict';
    if (request.kind === 'leave' && request.status !== 'submitted') return 'conflict';
    const undone = request.kind === 'join' && order.kind === 'remove';
    if (undone && this.removalIsNeedless(request)) return 'rule';
    if (this.ordersOf(order.request).at(-1) !== order) return 'conflict';
    this.announce([this.open(order.request, order.kind, who)]);
    return 'ok';
  }

  private addedBefore(who: string, row: number): Answer {
    const order = this.order(row);
    if (!this.handles(who, row)) return 'not_found';
    if (order.request === null || order.kind !== 'add' || order.status !== 'cancelled') return 'rule';
    if (this.ordersOf(order.request).at(-1)?.kind === 'remove') return 'conflict';
    if (this.removalIsNeedless(this.request(order.request))) return 'rule';
    this.announce([this.open(order.request, 'remove', who)]);
    return 'ok';
  }

  /** Orders of a membership, or of a line, are one story for each kind. */
  private isLatest(order: Order): boolean {
    const { membership, line, kind } = order;
    const alike = (one: Order) => one.membership === membership && one.line === line && one.kind === kind;
    return this.facts.orders.filter((one) => one.request === null && alike(one)).at(-1) === order;
  }

  /** Of a membership it has to be there still, and to have the nickname that was ordered. */
  private isNeedless({ membership: no, line, kind, unit }: Order): boolean {
    if (line !== null) return false;
    const membership = this.facts.memberships.find((one) => one.no === no);
    if (!membership) return true;
    return kind === 'rename' && (membership.confirmed || membership.unit !== unit);
  }

  private reissueOther(order: Order, who: string): Answer {
    if (this.isNeedless(order) || !this.isLatest(order)) return 'conflict';
    if (this.facts.groups.get(order.group)?.archived) return 'rule';
    this.announce([this.openOrder(order, order.kind, who)]);
    return 'ok';
  }

  private drop(who: string, row: number): Answer {
    const order = this.order(row);
    if (!this.handles(who, row)) return 'not_found';
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    if (order.status !== 'failed') return 'rule';
    if (order.request !== null && underWay.includes(this.request(order.request).status)) return 'rule';
    const latest =
      order.request === null ? this.isLatest(order) : this.ordersOf(order.request).at(-1) === order;
    if (order.dropped || !latest) return 'conflict';
    order.dropped = true;
    this.did('order.drop');
    return 'ok';
  }

  private reassign({ who, order: row, to }: Extract<PersonalAct, { act: 'reassign' }>): Answer {
    const order = this.order(row);
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    if (!(this.holds(to, 'office_admin') || this.holds(to, 'group_admin', order.group))) return 'rule';
    if (order.status !== 'open') return 'conflict';
    // Whose it was hears of it, too, so that nobody does it twice.
    const told = new Set([
      to,
      ...this.handlersOf(order.group),
      ...(order.assignedTo ? [order.assignedTo] : []),
    ]);
    order.assignedTo = to;
    this.did('order.reassign');
    for (const person of told) if (person !== who) this.tell(person, 'order');
    return 'ok';
  }
}
