import type { Answer, Membership, PersonalAct, Seen, SweepItem } from './facts';
import { LeavingRules } from './leaving-rules';
import { isOpen, officeDayOf, workingDaysAfter } from './office-time';

const day = 86_400_000;
const isOpenItem = ({ status }: SweepItem) => status === 'asked' || status === 'escalated';

/** The reference model's rules of asking about inactive members. */
export abstract class SweepRules extends LeavingRules {
  protected sweeping(act: PersonalAct): Answer | null {
    switch (act.act) {
      case 'sweep':
        return this.asked('inactive.start', this.startSweep(act.who));
      case 'answer':
        return this.answerItems(act);
      case 'signIn':
        this.person(act.who).signedIn = this.facts.at;
        return 'ok';
      default:
        return null;
    }
  }

  private startSweep(who: string): Answer {
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    const before = this.facts.noted;
    this.gather();
    if (this.sweep(who)) return 'ok';
    this.facts.noted = before;
    return 'rule';
  }

  /** Reads off requests and orders who was active when. */
  private gather(): void {
    const noted = new Map<string, number>();
    const note = (key: string, at: number) => noted.set(key, Math.max(at, noted.get(key) ?? 0));
    for (const { by, at } of this.facts.requests) note(by, at);
    for (const { status, movedBy, movedAt, group } of this.facts.orders)
      if (movedBy && (status === 'done' || status === 'failed')) note(`${movedBy} ${group}`, movedAt);
    this.facts.noted = noted;
  }

  private lastSeen(person: string, group: string): number {
    const { noted } = this.facts;
    return Math.max(
      noted.get(person) ?? 0,
      noted.get(`${person} ${group}`) ?? 0,
      this.person(person).signedIn ?? 0,
    );
  }

  private isDormant({ person, group, since, no }: Membership): boolean {
    const { at, settings, sweepItems } = this.facts;
    const cutoff = at - settings.inactiveDays * day;
    const { archived, knownFrom } = this.group(group);
    if (archived || knownFrom === null || knownFrom > cutoff || since >= cutoff) return false;
    if (this.lastSeen(person, group) >= cutoff || this.holds(person, 'group_admin', group)) return false;
    const asked = sweepItems.filter(({ membership }) => membership === no);
    const rests = asked.some((item) => isOpenItem(item) || (item.keptUntil ?? 0) > at);
    return !(rests || this.openRequest(person, group));
  }

  /** Asks about whoever was not seen. Whether there was anybody; by hand nothing happens when there was not. */
  private sweep(who: string | null): boolean {
    const { facts } = this;
    const dormant = facts.memberships.filter((one) => this.isDormant(one));
    if (who && !dormant.length) return false;
    const after = (days: number) => workingDaysAfter(facts, facts.at, days);
    const items = dormant.map((one): SweepItem => {
      const own = this.holds(one.person, 'unit_head', one.unit);
      const vacant = !this.heads(one.unit).length;
      const why = own ? ('own' as const) : (vacant && ('vacant' as const)) || null;
      return {
        membership: one.no,
        person: one.person,
        group: one.group,
        unit: one.unit,
        status: why ? 'escalated' : 'asked',
        version: 1,
        movedBy: who,
        askedAt: facts.at,
        remindAt: after(facts.settings.remindDays),
        dueAt: after(why ? facts.settings.decisionDays : facts.settings.answerDays),
        why,
        answeredBy: null,
        answeredFor: null,
        keptUntil: null,
        request: null,
      };
    });
    facts.sweeps.push(facts.at);
    facts.sweepItems.push(...items);
    const asked = items.filter(({ why }) => !why);
    for (const head of this.headsOf(asked)) this.tell(head, 'membership');
    if (asked.length < items.length) this.tellOffice();
    this.did('inactive.start');
    return true;
  }

  private headsOf(items: readonly SweepItem[]): Set<string> {
    return new Set(items.flatMap(({ unit }) => this.heads(unit)));
  }

  private tellOffice(): void {
    for (const person of this.holders('office_admin')) this.tell(person, 'membership');
  }

  /** The product's daily work: the month's sweep when its day has come, and what became of the questions. */
  protected followInactive(): Answer {
    const { facts } = this;
    if (!isOpen(facts, facts.at)) return 'ok';
    const today = officeDayOf(facts.at);
    const latest = facts.sweeps.at(-1);
    const swept = latest !== undefined && officeDayOf(latest).slice(0, 7) === today.slice(0, 7);
    if (Number(today.slice(8)) >= facts.settings.monthDay && !swept) {
      this.gather();
      this.sweep(null);
    }
    for (const item of facts.sweepItems) if (this.isAnswered(item)) this.lapse(item);
    this.escalate();
    this.remind(today);
    return 'ok';
  }

  /** An open question has answered itself when the member left, or was seen since. */
  private isAnswered(item: SweepItem): boolean {
    const left = !this.facts.memberships.some(({ no }) => no === item.membership);
    return isOpenItem(item) && (left || this.lastSeen(item.person, item.group) > item.askedAt);
  }

  private lapse(item: SweepItem): void {
    this.moveItem(item, 'lapsed', null, 'inactive.lapse');
  }

  private moveItem(item: SweepItem, status: SweepItem['status'], who: string | null, what: string): void {
    Object.assign(item, { status, movedBy: who, version: item.version + 1 });
    this.did(what);
  }

  private escalate(): void {
    const asked = this.facts.sweepItems.filter(({ status }) => status === 'asked');
    const overdue = asked.filter(({ dueAt }) => dueAt <= this.facts.at);
    const orphaned = asked.filter((item) => !(overdue.includes(item) || this.heads(item.unit).length));
    for (const item of [...overdue, ...orphaned]) {
      item.why = overdue.includes(item) ? 'unanswered' : 'vacant';
      item.dueAt = workingDaysAfter(this.facts, this.facts.at, this.facts.settings.decisionDays);
      this.moveItem(item, 'escalated', null, 'inactive.escalate');
    }
    if (overdue.length + orphaned.length) this.tellOffice();
  }

  private remind(today: string): void {
    const { sweepItems, at, reminded } = this.facts;
    for (const head of this.headsOf(
      sweepItems.filter(({ status, remindAt }) => status === 'asked' && remindAt <= at),
    )) {
      if (reminded.has(`${head} ${today}`)) continue;
      reminded.add(`${head} ${today}`);
      this.tell(head, 'membership');
    }
  }

  private answerItems({ who, seen, answer }: Extract<PersonalAct, { act: 'answer' }>): Answer {
    const gone = new Set(
      seen
        .map(({ row }) => row)
        .filter((row) => !this.refusesAnswerOf(who, row) && this.isAnswered(this.item(row))),
    );
    const answers = seen.map((one) => (gone.has(one.row) ? 'conflict' : this.mayAnswer(who, one, answer)));
    if (!(answers.includes('ok') || gone.size)) return this.asked('inactive.answer', answers[0] ?? 'none');
    for (const row of gone) this.lapse(this.item(row));
    const won = seen.filter((_, i) => answers[i] === 'ok').map(({ row }) => this.item(row));
    for (const item of won) {
      if (item.status === 'asked') item.answeredFor = this.headship(who, item.unit) ?? null;
      item.answeredBy = who;
      if (answer === 'keep') item.keptUntil = this.facts.at + this.facts.settings.keptDays * day;
      this.moveItem(item, answer === 'keep' ? 'kept' : 'removed', who, `inactive.${answer}`);
    }
    if (answer === 'remove') this.takeOut(won, who);
    return answers.map((one) => this.asked('inactive.answer', one)).join();
  }

  private item(row: number): SweepItem {
    const item = this.facts.sweepItems[row];
    if (!item) throw new Error(`no question ${row}`);
    return item;
  }

  private mayKnow(who: string, row: number): boolean {
    return this.duty(who, this.item(row).unit) !== undefined;
  }

  /** Why it is not this one's to answer, whatever has become of it. */
  private refusesAnswerOf(who: string, row: number): Answer | null {
    const item = this.item(row);
    if (!this.mayKnow(who, row)) return 'not_found';
    const head = this.headship(who, item.unit);
    if ([who, head].includes(item.person)) return 'forbidden';
    if (item.status === 'asked' && head === undefined) return 'forbidden';
    return item.status === 'escalated' && !this.holds(who, 'office_admin') ? 'forbidden' : null;
  }

  private mayAnswer(who: string, { row, version }: Seen, answer: 'keep' | 'remove'): Answer {
    const item = this.item(row);
    const refusal = this.refusesAnswerOf(who, row);
    if (refusal) return refusal;
    const member = this.facts.memberships.some(({ no }) => no === item.membership);
    const barred =
      member && (this.group(item.group).archived || this.holds(item.person, 'group_admin', item.group));
    if (answer === 'remove' && (barred || this.openRequest(item.person, item.group))) return 'rule';
    return isOpenItem(item) && item.version === version ? 'ok' : 'conflict';
  }

  private takeOut(items: readonly SweepItem[], who: string): void {
    const entered = this.facts.sweepItems
      .filter((item) => items.includes(item))
      .flatMap((item) => {
        const membership = this.facts.memberships.find(({ no }) => no === item.membership);
        if (!membership) return [];
        item.request = this.enter(membership, who, item.answeredFor, 'submitted');
        if (this.hasAccount(item.person) && item.person !== who) this.tell(item.person, 'membership');
        return [item.request];
      });
    this.remove(entered, who);
  }
}
