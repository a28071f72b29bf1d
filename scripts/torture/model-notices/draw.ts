import { pick } from '../model/draw';
import type { Intent } from '../model/intents';
import type { Act, Seen } from './acts';
import type { Facts, Form, Group, Notice, Order, Person, Step } from './facts';
import * as standing from './standing';

const [hour, day] = [3_600_000, 86_400_000];
/** Texts that are sent again and again; every other one is new. */
const commonTexts = 3;

/** Turns numbers into people and rows: mostly such as suit, else any. */
export class Draw {
  readonly facts: Facts;
  readonly intent: Intent<Act['act']>;
  readonly fresh: string;

  constructor(intent: Intent<Act['act']>, facts: Facts, fresh: string) {
    [this.intent, this.facts, this.fresh] = [intent, facts, fresh];
  }

  number(place: number): number {
    return this.intent.numbers[place % 4] ?? 0;
  }

  oneOf<T>(all: readonly T[], place: number, suits: (one: T) => boolean): T | undefined {
    const fit = this.intent.suited ? all.filter(suits).slice(-12) : [];
    const from = fit.length ? fit : all;
    return from.length ? pick(from, this.number(place)) : undefined;
  }

  /** Somebody who can sign in; at times anybody at all. */
  who(suits: (id: string) => boolean): string {
    const everybody = [...this.facts.people];
    const able = this.intent.odd ? everybody : everybody.filter(([, { account }]) => account);
    return this.oneOf(able, 0, ([id]) => suits(id))?.[0] ?? '';
  }

  person(suits: (person: Person, id: string) => boolean): string {
    return this.oneOf([...this.facts.people], 3, ([id, person]) => suits(person, id))?.[0] ?? '';
  }

  /** A notice that suits, with its place; none when nothing does, though it should. */
  notice(suits: (notice: Notice) => boolean): { on: number; notice: Notice } | undefined {
    const isWanted = (one: Notice) => !one.gone && suits(one);
    if (this.intent.suited && !this.facts.notices.some(isWanted)) return undefined;
    const notice = this.oneOf(this.facts.notices, 1, isWanted);
    return notice && { on: this.facts.notices.indexOf(notice), notice };
  }

  seen(version: number): number {
    return this.intent.odd ? version + 1 : version;
  }

  /** Whoever fits does it to a notice that suits. */
  upon(suits: (notice: Notice) => boolean, fits: (id: string, notice: Notice) => boolean): Seen | null {
    const found = this.notice(suits);
    if (!found) return null;
    const { on, notice } = found;
    return { who: this.who((id) => fits(id, notice)), on, version: this.seen(notice.version) };
  }

  /** The same with one of its steps or orders. */
  within<Row extends Step | Order>(
    rows: (notice: Notice) => Row[],
    suits: (row: Row) => boolean,
    fits: (id: string, notice: Notice, row: Row) => boolean,
  ): (Seen & { place: number; row: Row; notice: Notice }) | null {
    const found = this.notice((notice) => rows(notice).some(suits));
    const row = found && this.oneOf(rows(found.notice), 2, suits);
    if (!(found && row)) return null;
    const { on, notice } = found;
    const who = this.who((id) => fits(id, notice, row));
    return { who, on, version: this.seen(row.version), place: rows(notice).indexOf(row), row, notice };
  }

  /** Whether there is a group in use that he may write to. */
  writes(who: string): boolean {
    return [...this.facts.groups].some(
      ([id, { archived }]) => !archived && standing.writesTo(this.facts, who, id),
    );
  }

  group(suits: (group: Group, id: string) => boolean = () => true): string {
    return this.oneOf([...this.facts.groups], 2, ([id, group]) => suits(group, id))?.[0] ?? '';
  }

  words(): number {
    const number = this.number(3);
    return number % 4 ? 1_000 + number : number % commonTexts;
  }

  groups(who: string): string[] {
    const all = [...this.facts.groups.keys()];
    const fit = this.intent.suited
      ? all.filter((id) => standing.writesTo(this.facts, who, id) && !this.facts.groups.get(id)?.archived)
      : [];
    const from = fit.length ? fit : all;
    return from.filter((_, i) => (this.number(2) >> i) % 2 || i === this.number(0) % from.length);
  }

  /** Up to two of what he has attached, or has uploaded; at times somebody else's. */
  files(who: string, notice: Notice | undefined): string[] {
    const all = [...this.facts.files];
    const fit = all.filter(
      ([id, { by, owner }]) => notice?.files.includes(id) || (by === who && owner === null),
    );
    const from = this.intent.suited ? fit.slice(-4) : all;
    return from
      .map(([id]) => id)
      .filter((_, i) => (this.number(0) >> i) % 2)
      .slice(0, 2);
  }

  form(who: string, notice: Notice | undefined): Form {
    const { at } = this.facts;
    const major = notice?.major === true || this.number(2) % 5 === 0;
    const release = pick(
      ['approved', 'by_hand', 'approved', 'planned', 'by_hand'] as const,
      this.number(1) + this.number(3),
    );
    const wanted = major !== this.intent.odd || this.number(3) % 2 ? 'acknowledge' : 'read';
    return {
      id: notice?.id ?? this.fresh,
      unit: standing.personOf(this.facts, this.intent.odd ? this.who(() => true) : who).unit,
      words: this.words(),
      groups: this.groups(who),
      ...{ major, wanted, release },
      ...{ files: this.files(who, notice), named: this.number(3) % 8 > 0 },
      receiptDue: wanted === 'read' ? null : at + (this.number(1) % 3 ? 20 * day : 2 * hour),
      planned: release === 'planned' ? at + (this.number(0) % 60) * hour : null,
    };
  }
}
