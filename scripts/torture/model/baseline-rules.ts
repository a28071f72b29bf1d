import type { Answer, Baseline, BaselineLine, PersonalAct, Seen } from './facts';
import { OrderRules } from './order-rules';

type OnBaseline = Extract<PersonalAct, { act: 'vouch' | 'confirmBaseline' | 'returnBaseline' | 'discard' }>;

/** What a line is about: somebody in post by name and unit, somebody new (null), or it cannot be told. */
type Meant = { person: string | null } | 'unclear' | 'member';

/** The reference model's rules of taking over the members of a group that was there before the register. */
export abstract class BaselineRules extends OrderRules {
  protected registering(act: PersonalAct, arrived: readonly string[]): Answer | null {
    switch (act.act) {
      case 'startBaseline':
        return this.asked('baseline.start', this.startBaseline(act));
      case 'vouch':
        return this.asked('baseline.vouch', this.vouch(act));
      case 'confirmBaseline':
        return this.asked('baseline.decide', this.confirmBaseline(act, arrived));
      case 'returnBaseline':
        return this.asked('baseline.return', this.returnBaseline(act));
      case 'discard':
        return this.asked('baseline.discard', this.discard(act));
      default:
        return null;
    }
  }

  protected mayPrepare(who: string, group: string): boolean {
    return this.holds(who, 'office_admin') || this.holds(who, 'group_admin', group);
  }

  protected mayKnowGroup(who: string, group: string): boolean {
    const stands = this.facts.delegations.some(
      ({ from, to, until, ended }) =>
        to === who && !ended && until > this.facts.at && this.holds(from, 'unit_head'),
    );
    const everything = ['office_admin', 'supervisor', 'unit_head'].some((role) => this.holds(who, role));
    return stands || everything || this.holds(who, 'group_admin', group) || this.isMember(who, group);
  }

  private startBaseline({ who, group, lines }: Extract<PersonalAct, { act: 'startBaseline' }>): Answer {
    if (!this.mayKnowGroup(who, group)) return 'not_found';
    if (!this.mayPrepare(who, group)) return 'forbidden';
    const { baselines, memberships } = this.facts;
    const earlier = baselines.find((one) => one.group === group && one.status !== 'discarded');
    if (this.group(group).archived || earlier?.status === 'done') return 'rule';
    if (earlier) return 'conflict';
    if (memberships.some((one) => one.group === group && one.request === null)) return 'rule';
    const moves = { status: 'draft' as const, version: 1, movedBy: who };
    baselines.push({ group, by: who, adminBy: null, lines, ...moves });
    this.did('baseline.start');
    this.tellAll(this.holders('group_admin', group), who);
    return 'ok';
  }

  private tellAll(people: Iterable<string | null>, who: string): void {
    for (const person of new Set(people)) if (person && person !== who) this.tell(person, 'group');
  }

  /** What somebody with a part in it has before him; null when it is not his business. */
  private baseline(who: string, { row }: Seen): Baseline | null {
    const found = this.facts.baselines[row];
    if (!found) throw new Error(`no baseline ${row}`);
    return this.mayPrepare(who, found.group) ? found : null;
  }

  private meant({ group }: Baseline, { name, unit }: BaselineLine): Meant {
    const found = [...this.facts.people].filter(
      ([, one]) => one.name === name && one.unit === unit && !one.departed,
    );
    if (found.length > 1) return 'unclear';
    const person = found[0]?.[0] ?? null;
    return person && this.isMember(person, group) ? 'member' : { person };
  }

  private toEnter(baseline: Baseline): { line: BaselineLine; person: string | null }[] {
    return baseline.lines.flatMap((line) => {
      const meant = this.meant(baseline, line);
      return typeof meant === 'string' ? [] : [{ line, ...meant }];
    });
  }

  private moveBaseline(baseline: Baseline, status: Baseline['status'], who: string, what: string): void {
    Object.assign(baseline, { status, movedBy: who, version: baseline.version + 1 });
    this.did(what);
  }

  private vouch({ who, seen }: OnBaseline): Answer {
    const baseline = this.baseline(who, seen);
    if (!baseline) return 'not_found';
    if (!this.holds(who, 'group_admin', baseline.group)) return 'forbidden';
    const archived = this.group(baseline.group).archived;
    if (archived || (baseline.status === 'draft' && !this.toEnter(baseline).length)) return 'rule';
    if (baseline.status !== 'draft' || baseline.version !== seen.version) return 'conflict';
    baseline.adminBy = who;
    this.moveBaseline(baseline, 'confirmed', who, 'baseline.vouch');
    this.tellAll(this.holders('office_admin'), who);
    return 'ok';
  }

  private confirmBaseline({ who, seen }: OnBaseline, arrived: readonly string[]): Answer {
    const baseline = this.baseline(who, seen);
    if (!baseline) return 'not_found';
    if (!this.holds(who, 'office_admin') || baseline.adminBy === who) return 'forbidden';
    if (baseline.status !== 'confirmed' || baseline.version !== seen.version) return 'conflict';
    const entered = this.toEnter(baseline);
    if (!entered.length || this.group(baseline.group).archived) return 'rule';
    this.moveBaseline(baseline, 'done', who, 'baseline.decide');
    const fresh = arrived.values();
    for (const { line, person } of entered)
      this.enrol(baseline.group, person ?? this.newcomer(line, fresh.next().value ?? ''), line.unit);
    this.tellAll([baseline.by, baseline.adminBy], who);
    return 'ok';
  }

  private newcomer({ name, unit }: BaselineLine, id: string): string {
    this.facts.people.set(id, { name, unit, account: false, departed: false, signedIn: null });
    this.did('person.create');
    return id;
  }

  private enrol(group: string, person: string, unit: string): void {
    const no = this.facts.membershipsMade++;
    const since = this.facts.at;
    this.facts.memberships.push({ no, person, group, unit, request: null, confirmed: true, since });
    this.did('group.enrol');
  }

  private returnBaseline({ who, seen }: OnBaseline): Answer {
    const baseline = this.baseline(who, seen);
    if (!baseline) return 'not_found';
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    if (baseline.status !== 'confirmed' || baseline.version !== seen.version) return 'conflict';
    baseline.adminBy = null;
    this.moveBaseline(baseline, 'draft', who, 'baseline.return');
    this.tellAll(this.holders('group_admin', baseline.group), who);
    return 'ok';
  }

  private discard({ who, seen }: OnBaseline): Answer {
    const baseline = this.baseline(who, seen);
    if (!baseline) return 'not_found';
    const open = baseline.status === 'draft' || baseline.status === 'confirmed';
    if (!open || baseline.version !== seen.version) return 'conflict';
    this.moveBaseline(baseline, 'discarded', who, 'baseline.discard');
    return 'ok';
  }
}
