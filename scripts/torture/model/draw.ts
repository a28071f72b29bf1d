import type { Baseline, Facts, Group, Order, Request, Seen, SweepItem, Transfer } from './facts';
import type { Intent } from './intents';
import type { Reference } from './reference';

const recent = 40;

export function pick<T>(from: readonly T[], number: number): T {
  const found = from[number % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** What an intent may draw upon: people and rows that suit it, or any. */
export class Draw {
  readonly facts: Facts;
  readonly numbers: Intent['numbers'];
  readonly suited: boolean;
  readonly odd: boolean;
  readonly form: () => string;
  readonly model: Reference;

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
    const group = order && this.groupOf(order);
    return this.who(
      (id) => this.model.holds(id, 'group_admin', group) || this.model.holds(id, 'office_admin'),
    );
  }

  /** Somebody of the Office; odd is one who asked for it, or whom it is about. */
  decider({ row }: Seen): string {
    const request = this.facts.requests[row];
    const parties = [request?.for, request?.by, request?.person];
    return this.odd ? this.who((id) => parties.includes(id)) : this.holder('office_admin');
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

  /** A group that suits, or any. */
  groupThat(suits: (id: string, group: Group) => boolean): string {
    const fit = this.suited ? [...this.facts.groups].filter(([id, group]) => suits(id, group)) : [];
    return fit.length ? pick(fit, this.numbers[2])[0] : this.group();
  }

  groupOf({ group }: Order): string {
    return group;
  }

  /** Whether nothing waits in the group, and it is in use. */
  isQuiet(id: string, group: Group): boolean {
    const { requests, orders } = this.facts;
    const waits = requests.some((one) => one.group === id && /reported|submitted|approved/.test(one.status));
    return !(
      group.archived ||
      waits ||
      orders.some((one) => one.status === 'open' && this.groupOf(one) === id)
    );
  }

  /** Somebody who holds one of these roles, when there is one. */
  oneOf(...roles: string[]): string {
    const fit = roles.flatMap((role) => this.model.holders(role));
    return fit.length ? pick(fit, this.numbers[1]) : this.person();
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
  seen(
    rows: readonly (Request | Order | SweepItem | Transfer | Baseline)[],
    status: string,
    most = 1,
    kind = '',
  ): Seen[] {
    const numbers = this.numbers.slice(1, 1 + most);
    const places = numbers.map((number) =>
      this.place(
        rows,
        (row) => row.status === status && (!kind || ('kind' in row && row.kind === kind)),
        number,
      ),
    );
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
