import { spelled } from '@/lib/core/pinyin';
import { bare } from '../nickname/bare';

/** Somebody who is a member by the register. */
export interface Registered {
  membershipId: string;
  personName: string;
  unitShortName: string;
}

/** Why an entry may be a certain member though it does not say so. */
export type Likeness = 'same_sound' | 'one_character' | 'surname_in_unit' | 'other_unit' | 'namesake';

/** What the comparison says of one entry of the chat's list, by its place in it. */
export type Found<Member extends Registered = Registered> =
  | { kind: 'conforms'; entry: number; member: Member }
  | { kind: 'misnamed'; entry: number; member: Member }
  | { kind: 'likely'; entry: number; candidates: { member: Member; why: Likeness }[] }
  | { kind: 'double'; entry: number; first: number; member: Member }
  | { kind: 'stranger'; entry: number };

export interface Comparison<Member extends Registered = Registered> {
  found: Found<Member>[];
  /** Members by the register whom no entry names, nor is likely to mean. */
  missing: Member[];
}

/** Entries, or members, between two pauses. */
const slice = 20;
const longestName = 12;
const mostCandidates = 5;

interface Named<Member> {
  member: Member;
  name: string;
  unit: string;
}

/** Members by a key, in the register's order. */
class Index<Member> {
  readonly #by = new Map<string, Named<Member>[]>();

  add(key: string, named: Named<Member>): void {
    const list = this.#by.get(key);
    if (list) list.push(named);
    else this.#by.set(key, [named]);
  }

  get(key: string): readonly Named<Member>[] {
    return this.#by.get(key) ?? [];
  }
}

/** Every run of characters that could be a name. */
function* runs(text: string, least: number): Generator<string> {
  const characters = [...text];
  for (let from = 0; from < characters.length; from++)
    for (let to = from + least; to <= Math.min(characters.length, from + longestName); to++)
      yield characters.slice(from, to).join('');
}

/** `李*明` and `李小*` for 李小明: the surname is not left out, and two characters are too few to miss one. */
function* gapped(name: string): Generator<string> {
  const characters = [...name];
  if (characters.length < 3) return;
  for (let at = 1; at < characters.length; at++)
    yield characters.map((character, i) => (i === at ? '*' : character)).join('');
}

/** Compares a chat's list with the register; one entry takes one member, the surest first. */
class Match<Member extends Registered> {
  readonly #found = new Map<number, Found<Member>>();
  readonly #taken = new Map<Member, number>();
  readonly #whole = new Index<Member>();
  readonly #name = new Index<Member>();
  readonly #sound = new Index<Member>();
  readonly #gap = new Index<Member>();
  readonly #surname = new Index<Member>();
  readonly #units: ReadonlySet<string>;
  readonly #entries: readonly string[];
  readonly #members: readonly Member[];

  constructor(entries: readonly string[], members: readonly Member[], units: readonly string[]) {
    this.#entries = entries.map(bare);
    this.#members = members;
    this.#units = new Set(units.map(bare).filter(Boolean));
  }

  #index(member: Member): void {
    const named = { member, name: bare(member.personName), unit: bare(member.unitShortName) };
    this.#whole.add(named.unit + named.name, named);
    this.#name.add(named.name, named);
    this.#sound.add(spelled(named.name, 'person').pinyin, named);
    this.#sound.add(spelled(named.unit).pinyin + spelled(named.name, 'person').pinyin, named);
    for (const key of gapped(named.name)) this.#gap.add(key, named);
    this.#surname.add(`${named.unit}${[...named.name][0]}`, named);
  }

  *run(): Generator<void, Comparison<Member>> {
    for (const [place, member] of this.#members.entries()) {
      if (place % slice === slice - 1) yield;
      this.#index(member);
    }
    yield* this.#each((entry, text) => this.#conforming(entry, text));
    yield* this.#each((entry, text) => this.#misnamed(entry, text));
    yield* this.#each((entry, text) => this.#likely(entry, text));
    return {
      found: this.#entries.map((_, entry) => this.#found.get(entry) ?? { kind: 'stranger', entry }),
      missing: this.#members.filter((member) => !this.#taken.has(member)),
    };
  }

  *#each(look: (entry: number, text: string) => void): Generator<void> {
    for (const [entry, text] of this.#entries.entries()) {
      if (entry % slice === slice - 1) yield;
      if (!this.#found.has(entry)) look(entry, text);
    }
  }

  #free(list: readonly Named<Member>[]): Named<Member>[] {
    return list.filter(({ member }) => !this.#taken.has(member));
  }

  #take(found: Found<Member> & { member: Member }): void {
    this.#found.set(found.entry, found);
    if (!this.#taken.has(found.member)) this.#taken.set(found.member, found.entry);
  }

  #conforming(entry: number, text: string): void {
    const all = this.#whole.get(text);
    const free = this.#free(all)[0];
    if (free) this.#take({ kind: 'conforms', entry, member: free.member });
    else if (all[0]) {
      const first = this.#taken.get(all[0].member) ?? entry;
      this.#take({ kind: 'double', entry, first, member: all[0].member });
    }
  }

  /** The whole name is there: his when nobody else could be meant. */
  #misnamed(entry: number, text: string): void {
    const named = this.#longest(this.#free(this.#holding(text, this.#name, 2)));
    const ofUnit = named.filter(({ unit }) => unit !== '' && text.includes(unit));
    const [sure, second] = ofUnit.length ? ofUnit : named;
    if (!sure) return;
    if (second) this.#offer(entry, ofUnit.length ? ofUnit : named, 'namesake');
    else if (ofUnit.length || !this.#namesOtherUnit(text, sure))
      this.#take({ kind: 'misnamed', entry, member: sure.member });
    else this.#offer(entry, [sure], 'other_unit');
  }

  /** 张小明 holds 小明 too: of names within one another the longest is meant. */
  #longest(named: readonly Named<Member>[]): Named<Member>[] {
    return named.filter(
      (one) => !named.some((other) => other.name !== one.name && other.name.includes(one.name)),
    );
  }

  #namesOtherUnit(text: string, { name, unit }: Named<Member>): boolean {
    const rest = text.replace(name, ' ');
    return [...runs(rest, 1)].some((run) => run !== unit && this.#units.has(run));
  }

  #likely(entry: number, text: string): void {
    const sound = this.#free(this.#sound.get(spelled(text).pinyin));
    const near = this.#free(this.#holding(text, this.#gap, 3, gapped));
    const surname = this.#free(this.#holding(text, this.#surname, 2));
    if (sound.length) this.#offer(entry, sound, 'same_sound');
    else if (near.length) this.#offer(entry, near, 'one_character');
    else if (surname.length === 1) this.#offer(entry, surname, 'surname_in_unit');
  }

  #offer(entry: number, named: readonly Named<Member>[], why: Likeness): void {
    const candidates = [...new Set(named.map(({ member }) => member))].slice(0, mostCandidates);
    this.#found.set(entry, {
      kind: 'likely',
      entry,
      candidates: candidates.map((member) => ({ member, why })),
    });
    const [only, other] = candidates;
    if (only && !other) this.#taken.set(only, entry);
  }

  #holding(
    text: string,
    index: Index<Member>,
    least: number,
    keys: (run: string) => Iterable<string> = (run) => [run],
  ): Named<Member>[] {
    const found = new Set<Named<Member>>();
    for (const run of runs(text, least))
      for (const key of keys(run)) for (const named of index.get(key)) found.add(named);
    return [...found];
  }
}

/**
 * Compares the nicknames of a chat group's real list with its members by the register. An entry is told to be a member only when
 * nobody else could be meant; what merely sounds or looks like it is `likely` and waits for a person to say so. A generator that
 * pauses every few entries: whoever drives it lets others go first in between.
 * @param units short names of all units, by which a nickname is seen to claim another one
 */
export function compareRoster<Member extends Registered>(
  entries: readonly string[],
  members: readonly Member[],
  units: readonly string[],
): Generator<void, Comparison<Member>> {
  return new Match(entries, members, units).run();
}
