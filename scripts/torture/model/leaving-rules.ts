import type { Answer, Membership, Order, PersonalAct, Request, Seen } from './facts';
import { Register } from './register';

type OnMembership = Extract<PersonalAct, { membership: number }>;

/** The reference model's rules of leaving groups, and what a done order brings about. */
export abstract class LeavingRules extends Register {
  protected leaving(act: PersonalAct): Answer | null {
    switch (act.act) {
      case 'report':
        return this.asked('leave.report', this.report(act));
      case 'file':
        return this.asked('leave.file', this.file(act));
      case 'forward':
        return this.forward(act.who, act.seen);
      case 'withdrawLeave':
        return this.asked('leave.withdraw', this.withdrawLeave(act.who, act.seen));
      default:
        return null;
    }
  }

  private membershipAt(row: number): Membership {
    const membership = this.facts.memberships[row];
    if (!membership) throw new Error(`no membership ${row}`);
    return membership;
  }

  private obstacle({ person, group }: Membership): boolean {
    const barred = this.facts.groups.get(group)?.archived || this.holds(person, 'group_admin', group);
    return barred || this.openRequest(person, group);
  }

  protected enter(
    { person, group, unit }: Membership,
    by: string,
    duty: string | null,
    status: 'reported' | 'submitted',
  ): number {
    const parties = { person, group, unit, by, for: duty };
    this.facts.requests.push({
      ...parties,
      kind: 'leave',
      status,
      version: 1,
      decidedBy: null,
      movedBy: by,
      at: this.facts.at,
      transfer: null,
    });
    this.did(status === 'reported' ? 'leave.report' : 'leave.file');
    return this.facts.requests.length - 1;
  }

  private report({ who, membership: row }: OnMembership): Answer {
    const membership = this.membershipAt(row);
    if (membership.person !== who) return 'not_found';
    if (this.obstacle(membership)) return 'rule';
    this.enter(membership, who, null, 'reported');
    const heads = this.heads(membership.unit);
    for (const person of heads.length ? heads : this.holders('office_admin'))
      if (person !== who) this.tell(person, 'membership');
    return 'ok';
  }

  private file({ who, membership: row }: OnMembership): Answer {
    const membership = this.membershipAt(row);
    const duty = this.duty(who, membership.unit);
    if (duty === undefined) return 'not_found';
    if (this.obstacle(membership)) return 'rule';
    this.remove([this.enter(membership, who, duty, 'submitted')], who);
    if (this.hasAccount(membership.person) && membership.person !== who)
      this.tell(membership.person, 'membership');
    return 'ok';
  }

  private forward(who: string, seen: Seen[]): Answer {
    const answers = seen.map(({ row, version }) => this.mayForward(who, row, version));
    const won = seen.filter((_, i) => answers[i] === 'ok').map(({ row }) => row);
    if (!won.length) return this.asked('leave.forward', answers[0] ?? 'none');
    for (const row of won) {
      const request = this.request(row);
      request.decidedBy = who;
      this.move(request, 'submitted', who, 'leave.forward');
      if (request.by !== who) this.tell(request.by, 'membership');
    }
    this.remove(
      won.sort((a, b) => a - b),
      who,
    );
    return answers.map((answer) => this.asked('leave.forward', answer)).join();
  }

  private mayForward(who: string, row: number, version: number): Answer {
    const request = this.visible(who, row);
    if (request?.kind !== 'leave') return 'not_found';
    if (this.duty(who, request.unit) === undefined) return 'forbidden';
    if (request.status !== 'reported') return 'conflict';
    if (this.holds(request.person, 'group_admin', request.group)) return 'rule';
    return request.version === version ? 'ok' : 'conflict';
  }

  private withdrawLeave(who: string, { row, version }: Seen): Answer {
    const request = this.visible(who, row);
    if (request?.kind !== 'leave') return 'not_found';
    const own = request.person === who && request.by === who;
    const asked = [request.by, request.for, request.decidedBy].includes(who);
    if (!(own || (asked && this.duty(who, request.unit) !== undefined))) return 'forbidden';
    if (!['reported', 'submitted'].includes(request.status) || request.version !== version) return 'conflict';
    if (this.person(request.person).departed) return 'rule';
    this.move(request, 'withdrawn', who, 'leave.withdraw');
    this.cancel(this.ordersOf(row), who, true);
    const told = new Set([request.by, ...this.heads(request.unit)]);
    if (this.hasAccount(request.person)) told.add(request.person);
    for (const person of told) if (person !== who) this.tell(person, 'membership');
    return 'ok';
  }

  /** A join is withdrawn: whoever asked, decided, and was to add him hears of it. */
  protected takeBackJoin(row: number, who: string | null): void {
    const request = this.request(row);
    this.move(request, 'withdrawn', who, 'membership.withdraw');
    this.cancel(this.ordersOf(row), who, true);
    for (const person of [request.by, request.for, request.decidedBy])
      if (person && person !== who) this.tellOnce('taken back', person, 'membership');
  }

  /** Orders to take people out; in a portal group they are done at once. */
  protected remove(rows: readonly number[], who: string | null): void {
    this.issue(rows.map((row) => this.open(row, 'remove', who)));
  }

  /** Orders to add people whose joins are approved; `told`: whoever asked hears by the decision who is in at once. */
  protected add(rows: readonly number[], who: string | null, told = false): void {
    this.issue(
      rows.map((row) => this.open(row, 'add', who)),
      told,
    );
  }

  private issue(opened: readonly Order[], told = false): void {
    this.announce(opened.filter((order) => !this.isPortal(order)));
    for (const order of opened.filter((one) => this.isPortal(one)))
      this.finish(order, null, this.facts.at, told);
  }

  protected abstract endPlans(person: string, who: string): void;

  /** A departure: what is under way is taken back, every membership ends, and the chats are told. */
  protected leaveEverything(person: string, who: string): void {
    this.endPlans(person, who);
    const underWay = ({ kind, status }: Request) =>
      status === 'reported' || (kind === 'join' && ['submitted', 'approved'].includes(status));
    for (const [row, request] of this.facts.requests.entries()) {
      if (request.person !== person || !underWay(request)) continue;
      if (request.kind === 'join') this.takeBackJoin(row, who);
      else this.move(request, 'withdrawn', who, 'leave.withdraw');
    }
    const left = this.facts.memberships.filter((one) => one.person === person);
    this.facts.memberships = this.facts.memberships.filter((one) => one.person !== person);
    for (const membership of left) this.cancelAbout(membership, who);
    const told = left.filter(
      ({ group }) => !(this.facts.groups.get(group)?.archived || this.openRequest(person, group)),
    );
    this.remove(
      told.map((membership) => this.enter(membership, who, null, 'submitted')),
      who,
    );
  }

  /** An order that is done: a join begins its membership, a leave ends it. */
  protected finish(order: Order, who: string | null, at = this.facts.at, told = false): void {
    this.move(order, 'done', who, 'order.complete');
    this.settle(order, who, at, told);
  }

  /** What comes of an order that has been done. */
  protected settle(order: Order, who: string | null, at: number, told = false): void {
    if (order.request === null) this.renamed(order);
    else this.settled(order, order.request, who, at, told);
  }

  private settled(order: Order, row: number, who: string | null, at: number, told: boolean): void {
    const request = this.request(row);
    if (order.kind === 'add') {
      this.admit(row, request, who, at);
      if (!told) this.tellParties('joined', request, who);
    } else if (request.kind === 'leave') this.release(request, who);
  }

  /** The nickname is as it should be, if it should still be that one. */
  private renamed({ membership: no, kind, unit }: Order): void {
    const membership = this.facts.memberships.find((one) => one.no === no);
    if (kind !== 'rename' || !membership || membership.confirmed || membership.unit !== unit) return;
    membership.confirmed = true;
    this.did('nickname.confirm');
  }

  private admit(row: number, request: Request, who: string | null, since: number): void {
    this.move(request, 'done', who, 'membership.finish');
    const { person, group, unit } = request;
    // Entered by a baseline meanwhile, he is a member already.
    if (!this.facts.memberships.some((one) => one.person === person && one.group === group)) {
      const no = this.facts.membershipsMade++;
      this.facts.memberships.push({ no, person, group, unit, request: row, confirmed: false, since });
    }
    this.did('group.join');
    // In a chat he has a nickname to set, which the portal shows by itself.
    const kind = this.group(group).portal ? 'membership' : 'nickname';
    if (this.hasAccount(person)) this.tellOnce(`in by ${kind}`, person, kind);
  }

  protected release(request: Request, who: string | null): void {
    this.move(request, 'done', who, 'leave.finish');
    const { person, group } = request;
    const isHis = (one: Membership) => one.person === person && one.group === group;
    for (const membership of this.facts.memberships.filter(isHis)) this.cancelAbout(membership, who);
    this.facts.memberships = this.facts.memberships.filter((one) => !isHis(one));
    this.did('group.leave');
    const told = new Set([request.by, ...(request.for ? [request.for] : [])]);
    if (this.hasAccount(person)) told.add(person);
    for (const one of told) if (one !== who) this.tellOnce('left', one, 'membership');
  }
}
