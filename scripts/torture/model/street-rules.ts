import type { Answer, PersonalAct } from './facts';
import { TransferRules } from './transfer-rules';

type Named<Name extends PersonalAct['act']> = Extract<PersonalAct, { act: Name }>;

/** The reference model's rules of groups, roles, delegations and people, as far as joining depends on them. */
export abstract class StreetRules extends TransferRules {
  protected street(act: PersonalAct, arrived: string): Answer {
    switch (act.act) {
      case 'confirm':
        return this.asked('nickname.confirm', this.confirm(act.who, act.membership));
      case 'archive':
        return this.asked('group.archive', this.archive(act.who, act.group));
      case 'restore':
        return this.asked('group.restore', this.restore(act.who, act.group));
      case 'addAdmin':
        return this.asked('group.add_administrator', this.addAdmin(act));
      case 'removeAdmin':
        return this.asked('group.remove_administrator', this.removeAdmin(act));
      case 'assign':
        return this.asked('role.assign', this.assign(act));
      case 'endRole':
        return this.asked('role.end', this.endRole(act.who, act.role));
      case 'delegate':
        return this.asked('delegation.own', this.delegate(act));
      case 'endDelegation':
        return this.asked('delegation.end', this.endDelegation(act.who, act.delegation));
      case 'depart':
        return this.asked('person.depart', this.depart(act.who, act.person));
      case 'arrive':
        return this.asked('person.create', this.arrive(act, arrived));
      default:
        throw new Error(`no rule for ${act.act}`);
    }
  }

  private confirm(who: string, row: number): Answer {
    const membership = this.facts.memberships[row];
    if (!membership) throw new Error(`no membership ${row}`);
    const { person, group, unit, confirmed } = membership;
    const own = person === who;
    const handles = this.holds(who, 'group_admin', group);
    const all = this.holds(who, 'office_admin') || this.holds(who, 'supervisor');
    if (!(own || handles || all || this.isMember(who, group) || this.holds(who, 'unit_head', unit)))
      return 'not_found';
    if (!(own || handles)) return 'forbidden';
    if (this.group(group).portal) return 'rule';
    if (confirmed) return 'conflict';
    membership.confirmed = true;
    this.cancelAbout(membership, who, 'rename');
    this.did('nickname.confirm');
    return 'ok';
  }

  private archive(who: string, id: string): Answer {
    const group = this.group(id);
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    if (group.archived) return 'conflict';
    const { requests, orders } = this.facts;
    const waiting = ['reported', 'submitted', 'approved'];
    const asked = requests.some((request) => request.group === id && waiting.includes(request.status));
    const ordered = orders.some(({ group: of, status }) => status === 'open' && of === id);
    if (asked || ordered) return 'rule';
    group.archived = true;
    this.did('group.archive');
    for (const person of this.holders('group_admin', id)) this.tell(person, 'group');
    return 'ok';
  }

  private restore(who: string, id: string): Answer {
    const group = this.group(id);
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    if (!group.archived) return 'conflict';
    const administrators = this.holders('group_admin', id);
    if (!(group.portal || administrators.length)) return 'rule';
    group.archived = false;
    this.did('group.restore');
    for (const person of administrators) this.tell(person, 'group');
    return 'ok';
  }

  /** Gives a role, unless he is gone, has it, or has one that must be kept apart from it. */
  private give(person: string, role: string, scope: string): Answer {
    if (this.facts.people.get(person)?.departed) return 'rule';
    if (this.holds(person, role, scope)) return 'conflict';
    if (this.isSeparate(person)) return 'rule';
    this.facts.roles.push({ person, role, scope, ended: false });
    this.did('role.assign');
    return 'ok';
  }

  private isSeparate(person: string): boolean {
    return this.holds(person, 'system_admin') || this.holds(person, 'auditor');
  }

  private take(roles: { ended: boolean }[]): void {
    for (const role of roles) {
      role.ended = true;
      this.did('role.end');
    }
  }

  private addAdmin({ who, group, person }: Named<'addAdmin' | 'removeAdmin'>): Answer {
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    const answer = this.give(person, 'group_admin', group);
    if (answer === 'ok') this.did('group.add_administrator');
    return answer;
  }

  private removeAdmin({ who, group, person }: Named<'addAdmin' | 'removeAdmin'>): Answer {
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    const administrators = this.holders('group_admin', group);
    if (!administrators.includes(person)) return 'conflict';
    if (administrators.length === 1 && !this.group(group).portal) return 'rule';
    this.take(this.rolesOf(person).filter(({ role, scope }) => role === 'group_admin' && scope === group));
    this.did('group.remove_administrator');
    return 'ok';
  }

  private assign({ who, person, role, unit }: Named<'assign'>): Answer {
    if (who === person || !this.holds(who, 'system_admin')) return 'forbidden';
    return this.give(person, role, role === 'unit_head' ? unit : '');
  }

  private endRole(who: string, row: number): Answer {
    const held = this.facts.roles[row];
    if (!held) throw new Error(`no role ${row}`);
    if (who === held.person || !this.holds(who, 'system_admin')) return 'forbidden';
    if (held.ended) return 'conflict';
    if (held.role === 'group_admin') return 'forbidden';
    this.take([held]);
    if (held.role === 'unit_head' && !this.holds(held.person, 'unit_head')) {
      this.closeDelegations(({ from }) => from === held.person);
    }
    return 'ok';
  }

  private current() {
    return this.facts.delegations.filter(({ ended, until }) => !ended && until > this.facts.at);
  }

  private closeDelegations(which: (one: { from: string; to: string }) => boolean): void {
    for (const one of this.current().filter(which)) {
      one.ended = true;
      this.did('delegation.end');
    }
  }

  private delegate({ who, to, until }: Named<'delegate'>): Answer {
    if (!this.holds(who, 'unit_head')) return 'forbidden';
    const taker = this.facts.people.get(to);
    if (who === to || taker?.departed) return 'invalid';
    if (this.isSeparate(to) || !taker?.account) return 'rule';
    if (this.current().some(({ from }) => from === who)) return 'conflict';
    this.facts.delegations.push({ from: who, to, until, ended: false });
    this.did('delegation.own');
    return 'ok';
  }

  private endDelegation(who: string, row: number): Answer {
    const one = this.facts.delegations[row];
    if (!one) throw new Error(`no delegation ${row}`);
    const office = this.holds(who, 'office_admin');
    if (!(office || one.from === who || one.to === who)) return 'not_found';
    if (!(one.from === who ? this.holds(who, 'unit_head') : office)) return 'forbidden';
    if (!this.current().includes(one)) return 'conflict';
    one.ended = true;
    this.did('delegation.end');
    return 'ok';
  }

  private depart(who: string, id: string): Answer {
    const person = this.person(id);
    if (who === id || !this.holds(who, 'office_admin')) return 'forbidden';
    if (person.departed) return 'not_found';
    this.take(this.rolesOf(id));
    this.closeDelegations(({ from, to }) => from === id || to === id);
    person.departed = true;
    this.leaveEverything(id, who);
    this.did('person.depart');
    return 'ok';
  }

  private arrive({ who, name, unit, account }: Named<'arrive'>, arrived: string): Answer {
    if (!this.holds(who, 'office_admin')) return 'forbidden';
    this.facts.people.set(arrived, { name, unit, account, departed: false, signedIn: null });
    this.did('person.create');
    return 'ok';
  }
}
