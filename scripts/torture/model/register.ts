import type { Answer, Facts, Group, Membership, Order, Person, Request, Role } from './facts';

/** Who holds, sees and handles what in the reference model, and how it keeps its trail. */
export abstract class Register {
  abstract readonly facts: Facts;

  /** Enters a refusal into the trail, as every refused act is. */
  protected asked(command: string, answer: Answer): Answer {
    if (answer !== 'ok') this.did(`${command} ${answer}`);
    return answer;
  }

  protected did(what: string): void {
    this.facts.trail.set(what, (this.facts.trail.get(what) ?? 0) + 1);
  }

  protected tell(person: string, kind: string): void {
    const key = `${person} ${kind}`;
    this.facts.told.set(key, (this.facts.told.get(key) ?? 0) + 1);
  }

  private readonly heard = new Set<string>();

  /** An act begins: of what it does to many at once everybody hears once. */
  protected begin(): void {
    this.heard.clear();
  }

  /** Of `what` an act does everybody hears once, however many it does it to. */
  protected tellOnce(what: string, person: string, kind: string): void {
    const key = `${what} ${person}`;
    if (!this.heard.has(key)) this.tell(person, kind);
    this.heard.add(key);
  }

  /** Who asked, and whose duty it was, hear what becomes of their requests; but not whoever does it. */
  protected tellParties(what: string, { by, for: duty }: Request, who: string | null): void {
    for (const person of [by, duty]) if (person && person !== who) this.tellOnce(what, person, 'membership');
  }

  /** Changes a status: one version more, one record. */
  protected move<Row extends Request | Order>(
    row: Row,
    status: Row['status'],
    who: string | null,
    what: string,
  ): void {
    row.status = status;
    row.version += 1;
    row.movedBy = who;
    if ('movedAt' in row) row.movedAt = this.facts.at;
    this.did(what);
  }

  protected rolesOf(person: string): Role[] {
    return this.facts.roles.filter((role) => role.person === person && !role.ended);
  }

  holds(person: string, role: string, scope = ''): boolean {
    return this.rolesOf(person).some((held) => held.role === role && (!scope || held.scope === scope));
  }

  holders(role: string, scope = ''): string[] {
    return [...this.facts.people.keys()].filter((person) => this.holds(person, role, scope));
  }

  /** In whose name the person acts for a unit: his own (null), that of a head who delegated to him, or undefined: in nobody's. */
  duty(person: string, unit: string): string | null | undefined {
    return this.holds(person, 'office_admin') ? null : this.headship(person, unit);
  }

  /** The same as a head alone, or for one: the Office does not count. */
  protected headship(person: string, unit: string): string | null | undefined {
    if (this.holds(person, 'unit_head', unit)) return null;
    return this.facts.delegations.find(
      ({ from, to, until, ended }) =>
        to === person && !ended && until > this.facts.at && this.holds(from, 'unit_head', unit),
    )?.from;
  }

  protected group(id: string): Group {
    const group = this.facts.groups.get(id);
    if (!group) throw new Error(`no group ${id}`);
    return group;
  }

  protected person(id: string): Person {
    const person = this.facts.people.get(id);
    if (!person) throw new Error(`no person ${id}`);
    return person;
  }

  protected request(row: number): Request {
    const request = this.facts.requests[row];
    if (!request) throw new Error(`no request ${row}`);
    return request;
  }

  protected order(row: number): Order {
    const order = this.facts.orders[row];
    if (!order) throw new Error(`no order ${row}`);
    return order;
  }

  protected ordersOf(row: number): Order[] {
    return this.facts.orders.filter(({ request }) => request === row);
  }

  protected visible(person: string, row: number): Request | null {
    const request = this.request(row);
    const all = this.holds(person, 'office_admin') || this.holds(person, 'supervisor');
    return all || request.person === person || this.duty(person, request.unit) !== undefined ? request : null;
  }

  protected handles(person: string, row: number): boolean {
    const { group } = this.order(row);
    return this.holds(person, 'office_admin') || this.holds(person, 'group_admin', group);
  }

  protected isPortal({ group }: Order): boolean {
    return this.group(group).portal;
  }

  /** Part of a transfer whose day has not come: there is no order for it before. */
  protected isPlanned({ transfer }: Request): boolean {
    return transfer !== null && this.facts.transfers[transfer]?.status === 'planned';
  }

  protected isMember(person: string, group: string): boolean {
    return this.facts.memberships.some((one) => one.person === person && one.group === group);
  }

  protected openRequest(person: string, group: string): boolean {
    const open = ['reported', 'submitted', 'approved'];
    return this.facts.requests.some(
      (one) => one.person === person && one.group === group && open.includes(one.status),
    );
  }

  protected removalIsNeedless({ person, group }: Request): boolean {
    const archived = this.facts.groups.get(group)?.archived === true;
    return archived || this.isMember(person, group) || this.openRequest(person, group);
  }

  protected open(request: number, kind: Order['kind'], who: string | null): Order {
    return this.openOrder({ ...this.request(request), request, membership: null }, kind, who);
  }

  protected openOrder(
    {
      request,
      membership,
      line = null,
      person,
      group,
      unit,
    }: Pick<Order, 'request' | 'membership' | 'person' | 'group' | 'unit'> & { line?: Order['line'] },
    kind: Order['kind'],
    who: string | null,
  ): Order {
    const { at } = this.facts;
    const origin = { request, membership, line, person, group, unit };
    const moves = { status: 'open' as const, version: 1, movedBy: who, movedAt: at, openedAt: at };
    const order: Order = { ...origin, kind, ...moves, dropped: false, assignedTo: null };
    this.facts.orders.push(order);
    this.did('order.open');
    return order;
  }

  /** Whom a cancelled order was handed to is told; with `all` whoever handles the group's orders, too. */
  protected cancel(orders: readonly Order[], who: string | null, all = false): Order[] {
    const open = orders.filter(({ status }) => status === 'open');
    for (const order of open) {
      this.move(order, 'cancelled', who, 'order.cancel');
      const told = new Set([order.assignedTo, ...(all ? this.handlersOf(order.group) : [])]);
      for (const person of told) if (person && person !== who) this.tell(person, 'order');
    }
    return open;
  }

  /** What is to be done about a membership, or what of it is of this kind, has nothing left to do. */
  protected cancelAbout({ no }: Membership, who: string | null, kind?: Order['kind']): Order[] {
    const about = this.facts.orders.filter((order) => order.membership === no);
    return this.cancel(
      about.filter((order) => !kind || order.kind === kind),
      who,
    );
  }

  /** One message per group and kind, to its administrators, or to the Office where there are none. */
  protected announce(orders: readonly Order[]): void {
    for (const key of new Set(orders.map((order) => `${order.group} ${order.kind}`))) {
      for (const person of this.handlersOf(key.split(' ')[0] ?? '')) this.tell(person, 'order');
    }
  }

  /** A group's administrators, or the Office where it has none. */
  protected handlersOf(group: string): string[] {
    const administrators = this.holders('group_admin', group);
    return administrators.length ? administrators : this.holders('office_admin');
  }

  /** The heads of a unit and whoever stands in for them. */
  protected heads(unit: string): string[] {
    const heads = this.holders('unit_head', unit);
    const standing = this.facts.delegations.filter(
      ({ from, until, ended }) => heads.includes(from) && !ended && until > this.facts.at,
    );
    return [...new Set([...heads, ...standing.map(({ to }) => to)])];
  }

  protected hasAccount(person: string): boolean {
    return this.facts.people.get(person)?.account === true;
  }
}
