import type { Answer, Membership, PersonalAct, Request, Seen, Transfer } from './facts';
import { officeDayOf } from './office-time';
import { SweepRules } from './sweep-rules';

type Plan = Extract<PersonalAct, { act: 'planTransfer' }>;

const isUnderWay = ({ status }: Request) => status === 'submitted' || status === 'approved';

/** The reference model's rules of moving somebody to another unit, on a day, with what he leaves and joins. */
export abstract class TransferRules extends SweepRules {
  protected transferring(act: PersonalAct): Answer | null {
    switch (act.act) {
      case 'planTransfer':
        return this.asked('transfer.plan', this.planTransfer(act));
      case 'cancelTransfer':
        return this.asked('transfer.cancel', this.cancelTransfer(act.who, act.seen));
      default:
        return null;
    }
  }

  private planTransfer(act: Plan): Answer {
    const { who, person: id, to, day, joins } = act;
    const { departed, unit: from } = this.person(id);
    const duty = this.duty(who, from);
    if (departed || duty === undefined) return 'not_found';
    const today = officeDayOf(this.facts.at);
    if (to === from || day < today || this.holds(id, 'unit_head', from)) return 'rule';
    if (this.planOf(id)) return 'rule';
    const refusal = this.refusesParts(act);
    if (refusal) return refusal;
    this.enterPlan(act, from, duty);
    const office = joins.length ? this.holders('office_admin').filter((one) => one !== who) : [];
    for (const one of new Set([...office, ...this.heads(to)])) if (one !== who) this.tell(one, 'membership');
    if (day === today) this.carryOut(this.facts.transfers.length - 1, who);
    return 'ok';
  }

  private planOf(person: string): Transfer | undefined {
    return this.facts.transfers.find((one) => one.person === person && one.status === 'planned');
  }

  /** What stands in the way of a leave or a join that belongs to it. */
  private refusesParts({ who, person, leaves, joins }: Plan): Answer | null {
    const leaving = this.leavesOf(leaves);
    if (leaving.some((one) => one.person !== person)) return 'not_found';
    for (const one of leaving) {
      if (this.duty(who, one.unit) === undefined) return 'forbidden';
      if (this.group(one.group).archived || this.holds(person, 'group_admin', one.group)) return 'rule';
    }
    const open = (group: string) => this.openRequest(person, group);
    if (leaving.some(({ group }) => open(group))) return 'rule';
    const barred = (group: string) =>
      this.group(group).archived || open(group) || this.isMember(person, group);
    return joins.some(barred) ? 'rule' : null;
  }

  /** Rows are locked, and leaves entered, in the order in which they were made. */
  private leavesOf(leaves: readonly number[]): Membership[] {
    return this.facts.memberships.filter((_, row) => leaves.includes(row));
  }

  private enterPlan({ who, person, to, day, leaves, joins }: Plan, from: string, duty: string | null): void {
    const { transfers, requests } = this.facts;
    const transfer = transfers.length;
    const parties = { person, by: who, for: duty };
    const moves = { status: 'planned' as const, version: 1, movedBy: who };
    const entered = this.leavesOf(leaves).map((one) =>
      this.enter(one, who, this.duty(who, one.unit) ?? null, 'submitted'),
    );
    transfers.push({ ...parties, ...moves, from, to, day });
    for (const row of entered) this.request(row).transfer = transfer;
    for (const group of joins) {
      const join = { kind: 'join' as const, status: 'submitted' as const, version: 1, decidedBy: null };
      requests.push({ ...parties, ...join, group, unit: to, movedBy: who, at: this.facts.at, transfer });
      this.did('membership.submit');
    }
    this.did('transfer.plan');
  }

  private transfer(row: number): Transfer {
    const transfer = this.facts.transfers[row];
    if (!transfer) throw new Error(`no transfer ${row}`);
    return transfer;
  }

  private cancelTransfer(who: string, { row, version }: Seen): Answer {
    const transfer = this.transfer(row);
    const { from, to, person, status } = transfer;
    const units = [from, to].some((unit) => this.duty(who, unit) !== undefined);
    if (!(units || person === who || this.holds(who, 'supervisor'))) return 'not_found';
    if (this.duty(who, from) === undefined) return 'forbidden';
    if (status !== 'planned' || transfer.version !== version) return 'conflict';
    this.giveUp(row, who);
    return 'ok';
  }

  /** What it had asked for is taken back; whoever entered it hears of it, the new unit's head, and the Office when nobody did it. */
  protected giveUp(row: number, who: string | null): void {
    const transfer = this.transfer(row);
    this.moveTransfer(transfer, 'cancelled', who, 'transfer.cancel');
    for (const request of this.partsOf(row).filter(isUnderWay)) {
      const what = request.kind === 'join' ? 'membership.withdraw' : 'leave.withdraw';
      this.move(request, 'withdrawn', who, what);
    }
    const office = who === null ? this.holders('office_admin') : [];
    for (const one of new Set([transfer.by, transfer.for, ...office, ...this.heads(transfer.to)]))
      if (one && one !== who) this.tell(one, 'membership');
  }

  private partsOf(row: number): Request[] {
    return this.facts.requests.filter(({ transfer }) => transfer === row);
  }

  private moveTransfer(
    transfer: Transfer,
    status: Transfer['status'],
    who: string | null,
    what: string,
  ): void {
    Object.assign(transfer, { status, movedBy: who, version: transfer.version + 1 });
    this.did(what);
  }

  protected override endPlans(person: string, who: string): void {
    for (const [row, { person: moved, status }] of this.facts.transfers.entries())
      if (moved === person && status === 'planned') this.giveUp(row, who);
  }

  /** The product's daily work: every transfer whose day has come, one after the other. */
  protected carryOutDue(): Answer {
    const today = officeDayOf(this.facts.at);
    const due = [...this.facts.transfers.entries()].filter(
      ([, { status, day }]) => status === 'planned' && day <= today,
    );
    for (const [row] of due.sort(([, one], [, other]) => one.day.localeCompare(other.day)))
      this.carryOut(row, null);
    return 'ok';
  }

  private carryOut(row: number, who: string | null): void {
    const { person, from } = this.transfer(row);
    if (this.person(person).unit !== from || this.holds(person, 'unit_head', from)) this.giveUp(row, who);
    else this.moveOver(row, who);
  }

  private moveOver(row: number, who: string | null): void {
    this.begin();
    const { person, to } = this.transfer(row);
    this.moveTransfer(this.transfer(row), 'done', who, 'transfer.carry_out');
    this.person(person).unit = to;
    this.did('person.transfer');
    this.takeBackOldJoins(row, who);
    const parts = [...this.facts.requests.entries()].filter(
      ([, request]) => isUnderWay(request) && request.transfer === row,
    );
    const leaves = parts.filter(([, one]) => one.kind === 'leave');
    const leaving = leaves.filter(([, one]) => !this.stopsLeave(one, who));
    this.restate(this.transfer(row), new Set(leaving.map(([, { group }]) => group)), who);
    this.remove(
      leaving.map(([place]) => place),
      who,
    );
    const approved = parts.filter(([, one]) => one.kind === 'join' && one.status === 'approved');
    this.add(
      approved.map(([place]) => place),
      who,
    );
    this.tellMoved(this.transfer(row), who);
  }

  /** What was asked for him for a unit that is not his any more. */
  private takeBackOldJoins(row: number, who: string | null): void {
    const { person, to } = this.transfer(row);
    for (const [place, one] of this.facts.requests.entries()) {
      const open = one.kind === 'join' && isUnderWay(one) && one.transfer !== row;
      if (open && one.person === person && one.unit !== to) this.takeBackJoin(place, who);
    }
  }

  /** Whether he administers the group by now: then he stays, and the Office hears what to do. */
  private stopsLeave(leave: Request, who: string | null): boolean {
    if (!this.holds(leave.person, 'group_admin', leave.group)) return false;
    this.move(leave, 'withdrawn', who, 'leave.withdraw');
    const told = new Set([...this.holders('office_admin'), leave.by, leave.for]);
    for (const person of told) if (person) this.tell(person, 'membership');
    return true;
  }

  /** Where he stays he stands for the new unit, under a nickname that is to be changed in the chat, or to come into it with. */
  private restate(transfer: Transfer, left: ReadonlySet<string>, who: string | null): void {
    const { person, from, to } = transfer;
    const kept = this.facts.memberships.filter(
      (one) =>
        one.person === person &&
        one.unit === from &&
        !(left.has(one.group) || this.group(one.group).archived),
    );
    const absent = new Set<number>();
    for (const one of kept) {
      one.unit = to;
      one.confirmed = this.group(one.group).portal;
      this.did('nickname.renew');
      if (this.cancelAbout(one, who).some(({ kind }) => kind === 'add')) absent.add(one.no);
    }
    const chats = kept.filter(({ group }) => !this.group(group).portal);
    this.announce(
      chats.map((one) =>
        this.openOrder(
          { ...one, request: null, membership: one.no },
          absent.has(one.no) ? 'add' : 'rename',
          who,
        ),
      ),
    );
  }

  private tellMoved({ person, from, to, by, for: duty }: Transfer, who: string | null): void {
    const others = new Set([by, duty, ...this.heads(from), ...this.heads(to)]);
    for (const one of others) if (one && one !== who && one !== person) this.tell(one, 'membership');
    if (this.hasAccount(person)) this.tell(person, 'membership');
  }
}
