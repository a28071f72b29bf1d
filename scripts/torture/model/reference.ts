import type { Act, Answer, Decision, Facts, PersonalAct, Seen } from './facts';
import { FormRules } from './form-rules';

const minuteOf = (at: number) => Math.floor(at / 60_000);

/**
 * The rules of chapter 2 a second time, as plainly as they can be said: no database, no code of the product, one act after the
 * other. What this predicts is what the product must answer and hold.
 */
export class Reference extends FormRules {
  readonly facts: Facts;

  constructor(facts: Facts) {
    super();
    this.facts = facts;
  }

  /** What the act is answered, after it has had its effect. `arrived` are the ids of those it adds. */
  step(act: Act, arrived: readonly string[] = []): Answer {
    if (act.act === 'wait') {
      this.facts.at += act.minutes * 60_000;
      return 'ok';
    }
    if (act.act === 'followInactive') return this.followInactive();
    this.begin();
    if (act.act === 'carryOut') return this.carryOutDue();
    const actor = this.facts.people.get(act.who);
    if (!actor?.account || actor.departed) return 'session';
    return (
      this.membership(act) ??
      this.onOrder(act) ??
      this.leaving(act) ??
      this.sweeping(act) ??
      this.transferring(act) ??
      this.registering(act, arrived) ??
      this.checking(act) ??
      this.forming(act, arrived) ??
      this.street(act, arrived[0] ?? '')
    );
  }

  private membership(act: PersonalAct): Answer | null {
    switch (act.act) {
      case 'submit':
        return this.asked('membership.submit', this.submit(act));
      case 'decide':
        return this.asked('membership.decide', this.decide(act.who, [act.seen], act.decision)[0] ?? 'none');
      case 'decideMany':
        return this.decide(act.who, act.seen, act.decision)
          .map((answer) => this.asked('membership.decide', answer))
          .join();
      case 'withdraw':
        return this.asked('membership.withdraw', this.withdraw(act.who, act.seen));
      case 'terminate':
        return this.asked('membership.terminate', this.terminate(act.who, act.seen));
      case 'complete':
        return this.complete(act.who, act.seen, act.handledAt);
      default:
        return null;
    }
  }

  private submit({ who, form, person, group, unit }: Extract<Act, { act: 'submit' }>): Answer {
    const { people, groups, forms, requests } = this.facts;
    const earlier = forms.get(form);
    if (earlier) return earlier.by === who ? 'ok' : 'invalid';
    const duty = this.duty(who, unit);
    if (duty === undefined) return 'forbidden';
    const target = people.get(person);
    if (target?.departed || groups.get(group)?.archived || target?.unit !== unit) return 'rule';
    if (this.isMember(person, group) || this.openRequest(person, group)) return 'rule';
    const parties = { person, group, unit, by: who, for: duty };
    requests.push({
      ...parties,
      kind: 'join',
      status: 'submitted',
      version: 1,
      decidedBy: null,
      movedBy: who,
      at: this.facts.at,
      transfer: null,
    });
    forms.set(form, { by: who });
    this.did('membership.submit');
    for (const administrator of this.holders('office_admin'))
      if (administrator !== who) this.tell(administrator, 'membership');
    return 'ok';
  }

  private decide(who: string, seen: Seen[], decision: Decision): Answer[] {
    const meant = seen.map((one, i) => {
      const split = i === 0 ? ('reject' as const) : ('approve' as const);
      return { ...one, decision: decision === 'split' ? split : decision };
    });
    const answers = meant.map((one) => this.mayDecide(who, one.row, one.version, one.decision));
    const won = meant.filter((_, i) => answers[i] === 'ok');
    for (const one of won) {
      const request = this.request(one.row);
      request.decidedBy = who;
      const status = one.decision === 'approve' ? 'approved' : 'rejected';
      this.move(request, status, who, `membership.${one.decision}`);
      this.tellParties('decided', request, who);
    }
    const approved = won.filter((one) => one.decision === 'approve').map(({ row }) => row);
    this.add(
      approved.filter((row) => !this.isPlanned(this.request(row))),
      who,
      true,
    );
    return answers;
  }

  private mayDecide(who: string, row: number, version: number, decision: 'approve' | 'reject'): Answer {
    const request = this.visible(who, row);
    if (!request) return 'not_found';
    const separate = ![request.by, request.for, request.person].includes(who);
    if (!(this.holds(who, 'office_admin') && separate) || request.kind === 'leave') return 'forbidden';
    if (request.status !== 'submitted') return 'conflict';
    const { departed, unit } = this.person(request.person);
    const elsewhere = unit !== request.unit && !this.isPlanned(request);
    if (decision === 'approve' && (departed || elsewhere)) return 'rule';
    return request.version === version ? 'ok' : 'conflict';
  }

  private withdraw(who: string, { row, version }: Seen): Answer {
    const request = this.visible(who, row);
    if (request?.kind !== 'join') return 'not_found';
    if (this.duty(who, request.unit) === undefined || ![request.by, request.for].includes(who))
      return 'forbidden';
    if (!['submitted', 'approved'].includes(request.status) || request.version !== version) return 'conflict';
    this.takeBackJoin(row, who);
    return 'ok';
  }

  private terminate(who: string, { row, version }: Seen): Answer {
    const request = this.visible(who, row);
    if (request?.kind !== 'join') return 'not_found';
    const separate = ![request.by, request.for, request.person].includes(who);
    if (!(this.holds(who, 'office_admin') && separate)) return 'forbidden';
    if (request.status !== 'approved' || request.version !== version) return 'conflict';
    if (this.ordersOf(row).some(({ status }) => status === 'open')) return 'rule';
    this.move(request, 'withdrawn', who, 'membership.terminate');
    this.tellParties('ended', request, who);
    return 'ok';
  }

  private complete(who: string, seen: Seen[], handledAt: number | null): Answer {
    const answers = seen.map((one) => this.mayComplete(who, one, handledAt ?? this.facts.at));
    const first = answers[0] ?? 'none';
    if (!answers.includes('ok')) return this.asked('order.complete', first);
    const done = seen.filter((_, i) => answers[i] === 'ok').map(({ row }) => row);
    // Rows are locked, and memberships begun, in the order in which they were made, whatever order they were ticked in. All are done before
    // anything comes of them: who has been taken out, and added, is not to be added any more.
    const orders = done.sort((a, b) => a - b).map((row) => this.order(row));
    for (const order of orders) this.move(order, 'done', who, 'order.complete');
    for (const order of orders) this.settle(order, who, handledAt ?? this.facts.at);
    return answers.map((answer) => this.asked('order.complete', answer)).join();
  }

  private mayComplete(who: string, { row, version }: Seen, handledAt: number): Answer {
    const order = this.order(row);
    if (!this.handles(who, row)) return 'not_found';
    if (order.status !== 'open') return 'conflict';
    const minute = minuteOf(handledAt);
    if (minute > minuteOf(this.facts.at) || minute < minuteOf(order.openedAt)) return 'rule';
    if (order.kind === 'add' && this.person(order.person).departed) return 'rule';
    return order.version === version ? 'ok' : 'conflict';
  }
}
