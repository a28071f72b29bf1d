import { BaselineRules } from './baseline-rules';
import type { Answer, Membership, PersonalAct, Request, RosterLine, RosterStep } from './facts';
import { officeDayOf } from './office-time';

const hour = 3_600_000;
const mostInHour = 20;

type Checked = Pick<RosterLine, 'kind' | 'text' | 'membership' | 'person'>;

/** For which sorts of lines each step is. */
const kindsOf: Record<RosterStep, readonly RosterLine['kind'][]> = {
  join: ['stranger'],
  remove: ['stranger', 'double'],
  add: ['missing'],
  leave: ['missing'],
  rename: ['misnamed'],
  tell: ['misnamed'],
  ignore: ['stranger', 'missing', 'misnamed', 'double'],
  reopen: ['stranger', 'missing', 'misnamed', 'double'],
};

/** The reference model's rules of comparing a chat's real list with the register, and of what is done about its lines. */
export abstract class RosterRules extends BaselineRules {
  protected checking(act: PersonalAct): Answer | null {
    switch (act.act) {
      case 'checkRoster':
        return this.asked('roster.check', this.checkRoster(act));
      case 'settleRoster':
        return this.asked('roster.settle', this.settleRoster(act));
      default:
        return null;
    }
  }

  private checkRoster({ who, group, lines }: Extract<PersonalAct, { act: 'checkRoster' }>): Answer {
    const { checks, at } = this.facts;
    if (!this.mayKnowGroup(who, group)) return 'not_found';
    if (!this.mayPrepare(who, group)) return 'forbidden';
    if (this.group(group).archived || this.group(group).portal) return 'rule';
    if (checks.filter((one) => one.group === group && one.at > at - hour).length >= mostInHour)
      return 'limited';
    const check = checks.push({ group, at }) - 1;
    const members = this.facts.memberships.filter((one) => one.group === group);
    const found = lines.map((line, place) => this.checked(line, lines.slice(0, place), group));
    const named = new Set(found.map(({ membership }) => membership));
    const missing = members
      .filter(({ no }) => !named.has(no))
      .map(({ no, person }): Checked => ({ kind: 'missing', text: '', membership: no, person }));
    const fresh = { version: 1, movedBy: who, step: null, request: null, order: null };
    for (const one of [...found, ...missing])
      this.facts.lines.push({ check, ...one, ...fresh, status: one.kind === 'conforms' ? 'clear' : 'open' });
    for (const { kind, membership } of found) this.keep(members, kind, membership, who);
    this.did('roster.check');
    return 'ok';
  }

  /** What a line is, given those before it. */
  private checked(
    line: Extract<PersonalAct, { act: 'checkRoster' }>['lines'][number],
    before: readonly { text: string }[],
    group: string,
  ): Checked {
    const { text } = line;
    if (line.is === 'unknown') return { kind: 'stranger', text, membership: null, person: null };
    if (line.is === 'person') {
      const known = [...this.facts.people].find(
        ([id, one]) =>
          one.name === line.name && one.unit === line.unit && !one.departed && !this.isMember(id, group),
      );
      return { kind: 'stranger', text, membership: null, person: known?.[0] ?? null };
    }
    const member = this.facts.memberships.find(({ no }) => no === line.membership);
    const about = { text, membership: line.membership, person: member?.person ?? null };
    if (line.is === 'misnamed') return { kind: 'misnamed', ...about };
    return { kind: before.some((one) => one.text === text) ? 'double' : 'conforms', ...about };
  }

  /** What the chat shows of nicknames is kept with the members. */
  private keep(
    members: readonly Membership[],
    kind: RosterLine['kind'],
    no: number | null,
    who: string,
  ): void {
    const member = members.find((one) => one.no === no);
    if (kind === 'conforms' && member && !member.confirmed) {
      member.confirmed = true;
      this.cancelAbout(member, who, 'rename');
      this.did('nickname.confirm');
    }
    if (kind === 'misnamed' && member?.confirmed) {
      member.confirmed = false;
      this.did('nickname.ask');
    }
  }

  private settleRoster(act: Extract<PersonalAct, { act: 'settleRoster' }>): Answer {
    const { who, seen, step } = act;
    const line = this.facts.lines[seen.row];
    if (!line) throw new Error(`no line ${seen.row}`);
    const { group } = this.facts.checks[line.check] ?? { group: '' };
    if (!this.mayKnowGroup(who, group)) return 'not_found';
    if (!this.mayPrepare(who, group)) return 'forbidden';
    const latest = this.facts.checks.findLastIndex((one) => one.group === group);
    if (this.group(group).archived || latest !== line.check) return 'rule';
    if (line.version !== seen.version) return 'conflict';
    if (!kindsOf[step].includes(line.kind)) return 'rule';
    const settled = line.status === 'done' || line.status === 'ignored';
    if (step === 'reopen' ? !settled : line.status !== 'open') return 'conflict';
    const answer = this.takeStep(step, line, seen.row, group, who);
    if (answer !== 'ok') return answer;
    line.version += 1;
    line.movedBy = who;
    return 'ok';
  }

  private takeStep(step: RosterStep, line: RosterLine, row: number, group: string, who: string): Answer {
    if (step === 'reopen') return this.reopenLine(line);
    if (step === 'ignore') {
      line.status = 'ignored';
      this.did('roster.ignore');
      return 'ok';
    }
    const answer = this.carry(step, line, row, group, who);
    if (answer !== 'ok') return answer;
    line.status = 'done';
    line.step ??= step;
    this.did('roster.settle');
    return 'ok';
  }

  private carry(
    step: Exclude<RosterStep, 'ignore' | 'reopen'>,
    line: RosterLine,
    row: number,
    group: string,
    who: string,
  ): Answer {
    if (step === 'join') return this.bringIn(line, group, who);
    if (step === 'remove') return this.orderOut(line, row, group, who);
    const member = this.facts.memberships.find(({ no }) => no === line.membership);
    if (!member) return 'rule';
    if (step === 'leave') return this.goneByHimself(line, member, who);
    return step === 'tell' ? this.tellMember(member) : this.orderAbout(step, line, member, who);
  }

  /** A stranger who is on file applies after all, or his head is asked to. */
  private bringIn(line: RosterLine, group: string, who: string): Answer {
    const { person } = line;
    if (!person || this.person(person).departed) return 'rule';
    const { unit } = this.person(person);
    const duty = this.duty(who, unit);
    if (duty === undefined) return this.askFor(line, person, group, who);
    if (this.isMember(person, group) || this.openRequest(person, group)) return 'rule';
    line.request = this.enterJoin({ person, group, unit, by: who, for: duty });
    for (const one of this.holders('office_admin')) if (one !== who) this.tell(one, 'membership');
    return 'ok';
  }

  private askFor(line: RosterLine, person: string, group: string, who: string): Answer {
    line.step = 'ask';
    const heads = this.heads(this.person(person).unit);
    const office = this.holders('office_admin').filter((one) => one !== who);
    for (const one of heads.length ? heads : office)
      this.tellOnceADay(one, 'membership', `ask ${group} ${person}`);
    return 'ok';
  }

  /** A join that is asked for. @returns its place */
  protected enterJoin(parties: Pick<Request, 'person' | 'group' | 'unit' | 'by' | 'for'>): number {
    const join = { kind: 'join' as const, status: 'submitted' as const, version: 1, decidedBy: null };
    this.did('membership.submit');
    const { at } = this.facts;
    return this.facts.requests.push({ ...parties, ...join, movedBy: parties.by, at, transfer: null }) - 1;
  }

  private tellOnceADay(person: string, kind: string, what: string): void {
    const key = `${person} ${what} ${officeDayOf(this.facts.at)}`;
    if (this.facts.reminded.has(key)) return;
    this.facts.reminded.add(key);
    this.tell(person, kind);
  }

  private orderOut(line: RosterLine, row: number, group: string, who: string): Answer {
    const open = this.facts.orders.filter(
      (one) => one.group === group && one.kind === 'remove' && one.status === 'open',
    );
    const same = open.some((one) => {
      if (one.person) return line.kind === 'stranger' && one.person === line.person;
      const other = one.line === null ? undefined : this.facts.lines[one.line];
      return one.line === row || (other && other.check !== line.check && other.text === line.text);
    });
    if (same) return 'rule';
    const origin = { request: null, membership: null, line: row, person: '', group, unit: '' };
    this.announce([this.openOrder(origin, 'remove', who)]);
    line.order = this.facts.orders.length - 1;
    return 'ok';
  }

  private orderAbout(kind: 'add' | 'rename', line: RosterLine, member: Membership, who: string): Answer {
    const open = this.facts.orders.some(
      (one) => one.membership === member.no && one.kind === kind && one.status === 'open',
    );
    if (open) return 'rule';
    this.announce([this.openOrder({ ...member, request: null, membership: member.no }, kind, who)]);
    line.order = this.facts.orders.length - 1;
    return 'ok';
  }

  private goneByHimself(line: RosterLine, member: Membership, who: string): Answer {
    const { person, group, unit } = member;
    if (this.holds(person, 'group_admin', group) || this.openRequest(person, group)) return 'rule';
    line.request = this.enter(member, who, null, 'submitted');
    this.release(this.request(line.request), who);
    for (const head of this.heads(unit)) if (head !== who) this.tell(head, 'membership');
    return 'ok';
  }

  private tellMember({ person, no }: Membership): Answer {
    if (!this.hasAccount(person)) return 'rule';
    this.tellOnceADay(person, 'nickname', `nickname ${no}`);
    return 'ok';
  }

  /** Again open, when what was done came to nothing. */
  private reopenLine(line: RosterLine): Answer {
    if (line.step === 'leave') return 'rule';
    const order = line.order === null ? undefined : this.order(line.order).status;
    const request = line.request === null ? undefined : this.request(line.request).status;
    if (order === 'open' || order === 'done') return 'rule';
    if (request && request !== 'rejected' && request !== 'withdrawn') return 'rule';
    Object.assign(line, { status: 'open', step: null, request: null, order: null });
    this.did('roster.reopen');
    return 'ok';
  }
}
