import type { Act, Facts, Order, Request, Seen } from './facts';
import type { Intent } from './intents';
import type { Reference } from './reference';

const recent = 40;
const day = 86_400_000;
/** Midnight of the office is at 16:00 UTC. */
const officeMidnight = (at: number, days: number) =>
  (Math.floor((at + day / 3) / day) + days) * day - day / 3;

function pick<T>(from: readonly T[], number: number): T {
  const found = from[number % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** What an intent may draw upon: people and rows that suit it, or any. */
class Draw {
  readonly facts: Facts;
  readonly numbers: Intent['numbers'];
  readonly suited: boolean;
  readonly odd: boolean;
  readonly form: () => string;
  private readonly model: Reference;

  constructor(intent: Intent, model: Reference, form: () => string) {
    this.facts = model.facts;
    this.numbers = intent.numbers;
    this.suited = intent.suited;
    this.odd = intent.odd;
    this.form = form;
    this.model = model;
  }

  /** Somebody who can sign in; one who fits when the act is to suit. */
  who(fits: (id: string) => boolean): string {
    const able = [...this.facts.people].filter(([, one]) => one.account && !one.departed).map(([id]) => id);
    const fit = this.suited ? able.filter(fits) : [];
    return pick(fit.length ? fit : able, this.numbers[0]);
  }

  holder(...roles: string[]): string {
    return this.who((id) => roles.some((role) => this.model.holds(id, role)));
  }

  headOf(unit: string): string {
    return this.who((id) => this.model.duty(id, unit) !== undefined);
  }

  /** An administrator of the group of the order at this place. */
  handler(place: number): string {
    const order = this.facts.orders[place];
    const group = order && this.facts.requests[order.request]?.group;
    return this.who(
      (id) => this.model.holds(id, 'group_admin', group) || this.model.holds(id, 'office_admin'),
    );
  }

  administrator(group: string): string {
    const held = this.suited ? this.model.holders('group_admin', group) : [];
    return held.length ? pick(held, this.numbers[1]) : this.person();
  }

  person(): string {
    return pick([...this.facts.people.keys()].slice(-recent), this.numbers[1]);
  }

  group(): string {
    return pick([...this.facts.groups.keys()], this.numbers[2]);
  }

  unitOf(person: string): string {
    return this.facts.people.get(person)?.unit ?? '';
  }

  /** The place of a row: one of the latest that suit, or any; null when there is none. */
  place<T>(rows: readonly T[], suits: (row: T) => boolean, number = this.numbers[1]): number | null {
    const places = rows.map((row, place) => ({ row, place }));
    const fit = this.suited ? places.filter(({ row }) => suits(row)).slice(-recent) : [];
    const from = fit.length ? fit : places;
    return from.length ? pick(from, number).place : null;
  }

  /** Up to `most` different rows in this status, as somebody sees them. */
  seen(rows: readonly (Request | Order)[], status: string, most = 1): Seen[] {
    const numbers = this.numbers.slice(1, 1 + most);
    const places = numbers.map((number) => this.place(rows, (row) => row.status === status, number));
    return [...new Set(places)].flatMap((place) => {
      const version = (rows[place ?? -1]?.version ?? 0) + (this.odd ? 1 : 0);
      return place === null ? [] : [{ row: place, version }];
    });
  }

  /** Without a system administrator, or with fewer than two of the Office, nothing would happen any more. */
  isNeeded(person: string): boolean {
    const office = this.model.holders('office_admin').filter((id) => this.facts.people.get(id)?.account);
    return this.model.holds(person, 'system_admin') || (office.length <= 2 && office.includes(person));
  }
}

/** An act upon the row at a place, if there is one. */
const upon = (place: number | null, act: (place: number) => Act | null): Act | null =>
  place === null ? null : act(place);
const first = ([seen]: Seen[], act: (seen: Seen) => Act): Act | null => (seen ? act(seen) : null);
const all = (seen: Seen[], act: (first: Seen) => Act): Act | null => (seen[0] ? act(seen[0]) : null);
const decision = (draw: Draw) => (draw.numbers[3] % 4 ? ('approve' as const) : ('reject' as const));

const meanings: { [Name in Act['act']]: (draw: Draw) => Act | null } = {
  wait: ({ numbers }) => ({ act: 'wait', minutes: 1 + (numbers[0] % (numbers[1] % 3 ? 60 : 4_000)) }),
  submit: (draw) => {
    const { forms, people } = draw.facts;
    const earlier = draw.odd && forms.size ? pick([...forms], draw.numbers[2]) : undefined;
    const person = draw.person();
    const unit = draw.suited ? draw.unitOf(person) : pick([...people.values()], draw.numbers[3]).unit;
    const who = earlier && draw.suited ? earlier[1].by : draw.headOf(unit);
    return { act: 'submit', who, form: earlier?.[0] ?? draw.form(), person, group: draw.group(), unit };
  },
  decide: (draw) =>
    first(draw.seen(draw.facts.requests, 'submitted'), (seen) => ({
      act: 'decide',
      who: draw.holder('office_admin'),
      seen,
      decision: decision(draw),
    })),
  decideMany: (draw) => {
    const seen = draw.seen(draw.facts.requests, 'submitted', 3);
    return all(seen, () => ({
      act: 'decideMany',
      who: draw.holder('office_admin'),
      seen,
      decision: decision(draw),
    }));
  },
  withdraw: (draw) =>
    first(draw.seen(draw.facts.requests, draw.numbers[3] % 2 ? 'submitted' : 'approved'), (seen) => ({
      act: 'withdraw',
      who: draw.who((id) => id === draw.facts.requests[seen.row]?.by),
      seen,
    })),
  terminate: (draw) =>
    first(draw.seen(draw.facts.requests, 'approved'), (seen) => ({
      act: 'terminate',
      who: draw.holder('office_admin'),
      seen,
    })),
  complete: (draw) => {
    const { orders, at } = draw.facts;
    const seen = draw.seen(orders, 'open', 1 + (draw.numbers[2] % 2));
    const handledAt = draw.numbers[3] % 3 ? null : at - ((draw.numbers[3] % 40) - 5) * 60_000;
    return all(seen, ({ row }) => ({ act: 'complete', who: draw.handler(row), seen, handledAt }));
  },
  fail: (draw) =>
    first(draw.seen(draw.facts.orders, 'open'), (seen) => ({
      act: 'fail',
      who: draw.handler(seen.row),
      seen,
    })),
  reissue: (draw) =>
    upon(
      draw.place(draw.facts.orders, ({ status }) => status === 'failed'),
      (order) => ({ act: 'reissue', who: draw.holder('office_admin'), order }),
    ),
  addedBefore: (draw) =>
    upon(
      draw.place(draw.facts.orders, ({ status }) => status === 'cancelled'),
      (order) => ({ act: 'addedBefore', who: draw.handler(order), order }),
    ),
  confirm: (draw) =>
    upon(
      draw.place(draw.facts.memberships, ({ confirmed }) => !confirmed),
      (membership) => ({
        act: 'confirm',
        who: draw.who((id) => id === draw.facts.memberships[membership]?.person),
        membership,
      }),
    ),
  archive: (draw) => ({ act: 'archive', who: draw.holder('office_admin'), group: draw.group() }),
  restore: (draw) => ({ act: 'restore', who: draw.holder('office_admin'), group: draw.group() }),
  addAdmin: (draw) => ({
    act: 'addAdmin',
    who: draw.holder('office_admin'),
    group: draw.group(),
    person: draw.person(),
  }),
  removeAdmin: (draw) => ({
    act: 'removeAdmin',
    who: draw.holder('office_admin'),
    group: draw.group(),
    person: draw.administrator(draw.group()),
  }),
  assign: (draw) => ({
    act: 'assign',
    who: draw.holder('system_admin'),
    person: draw.person(),
    role: draw.numbers[2] % 2 ? 'office_admin' : 'unit_head',
    unit: draw.unitOf(draw.person()),
  }),
  endRole: (draw) =>
    upon(
      draw.place(draw.facts.roles, ({ role, ended }) => !ended && /office_admin|unit_head/.test(role)),
      (role) => {
        const held = draw.facts.roles[role];
        const spare = held && /office_admin|unit_head/.test(held.role) && !draw.isNeeded(held.person);
        return spare ? { act: 'endRole', who: draw.holder('system_admin'), role } : null;
      },
    ),
  delegate: (draw) => ({
    act: 'delegate',
    who: draw.holder('unit_head'),
    to: draw.person(),
    until: officeMidnight(draw.facts.at, 1 + (draw.numbers[2] % 5)),
  }),
  endDelegation: (draw) =>
    upon(
      draw.place(draw.facts.delegations, ({ ended }) => !ended),
      (delegation) => ({ act: 'endDelegation', who: draw.holder('unit_head', 'office_admin'), delegation }),
    ),
  depart: (draw) =>
    draw.isNeeded(draw.person())
      ? null
      : { act: 'depart', who: draw.holder('office_admin'), person: draw.person() },
  arrive: (draw) => ({
    act: 'arrive',
    who: draw.holder('office_admin'),
    unit: draw.unitOf(draw.person()),
    account: draw.numbers[2] % 2 === 0,
  }),
};

/** The act an intent means now; null when there is nothing yet to act upon. `form` makes a new submission id. */
export function resolve(intent: Intent, model: Reference, form: () => string): Act | null {
  return meanings[intent.act](new Draw(intent, model, form));
}
