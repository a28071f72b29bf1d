import { bare } from '@/lib/groups/nickname/bare';
import { compareRoster, type Found, type Registered } from '@/lib/groups/roster/match';

/** Somebody the notice is for, with all that he is called in chats. */
export interface Known extends Registered {
  unitName: string;
  nicknames: readonly string[];
}

/** Whom a name in a chat stands for: one who is sure, some to choose from, or nobody. */
export interface Meant<Person> {
  people: readonly Person[];
  sure: boolean;
}

/** People between two pauses. */
const slice = 100;
const mostNamesakes = 5;
/** So many ways of writing one person's name are told to be his. */
const mostSpellings = 4;

const namesOf = ({ personName, unitName, unitShortName, nicknames }: Known): Set<string> =>
  new Set([personName, unitShortName + personName, unitName + personName, ...nicknames].map(bare));

/** Who is called exactly so, by the names that are somebody's. */
function* calledSo<Person extends Known>(
  texts: readonly string[],
  people: readonly Person[],
): Generator<void, Map<string, Person[]>> {
  const wanted = new Set(texts.filter(Boolean));
  const called = new Map<string, Person[]>();
  for (const [place, person] of people.entries()) {
    if (place % slice === slice - 1) yield;
    for (const name of namesOf(person)) {
      const list = called.get(name);
      if (list) list.push(person);
      else if (wanted.has(name)) called.set(name, [person]);
    }
  }
  return called;
}

interface Likely<Person> {
  people: readonly Person[];
  /** The text holds his whole name, with more around it. */
  holds: boolean;
}

function likely<Person extends Known>(found: Found<Person>): Likely<Person> {
  if (found.kind === 'stranger') return { people: [], holds: false };
  if (found.kind === 'likely') return { people: found.candidates.map(({ member }) => member), holds: false };
  return { people: [found.member], holds: true };
}

/** Whom names may stand for that are nobody's as they are; in further turns those who have been taken for another one already. */
function* looking<Person extends Known>(
  texts: readonly string[],
  people: readonly Person[],
  units: readonly string[],
): Generator<void, Map<string, Likely<Person>>> {
  const met = new Map<string, Likely<Person>>();
  let left = texts;
  let among = people;
  for (let turn = 0; turn < mostSpellings && left.length && among.length; turn += 1) {
    const { found } = yield* compareRoster(left, among, units);
    for (const one of found) if (one.kind !== 'stranger') met.set(left[one.entry] ?? '', likely(one));
    left = left.filter((text) => !met.has(text));
    among = [...new Set([...met.values()].flatMap((one) => one.people))];
  }
  return met;
}

/**
 * Whom each name in a chat stands for. Unlike in a roster, a person may stand there as often as he has answered, and others than those it is
 * for may as well: sure is only who is called exactly so, or whose whole name stands in a name of the chat while no other name there may be
 * his. A generator that pauses now and then: whoever drives it lets others go first in between.
 * @param units short names of all units, by which a name is seen to claim another one
 */
export function* whose<Person extends Known>(
  names: readonly string[],
  people: readonly Person[],
  units: readonly string[],
): Generator<void, Meant<Person>[]> {
  const texts = names.map(bare);
  const called = yield* calledSo(texts, people);
  const others = yield* looking(
    [...new Set(texts)].filter((text) => !called.has(text)),
    people,
    units,
  );
  const claims = new Map<Person, number>();
  const claim = (person: Person) => claims.set(person, (claims.get(person) ?? 0) + 1);
  for (const exactly of called.values()) exactly.forEach(claim);
  for (const other of others.values()) other.people.forEach(claim);
  return texts.map((text) => {
    const exactly = called.get(text);
    if (exactly) return { people: exactly.slice(0, mostNamesakes), sure: exactly.length === 1 };
    const { people: some, holds } = others.get(text) ?? { people: [], holds: false };
    return { people: some, sure: holds && some.every((person) => claims.get(person) === 1) };
  });
}
