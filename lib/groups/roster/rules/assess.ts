import type { RosterKind } from '@/db/schema/roster';
import { bare } from '../../nickname/bare';
import { compareRoster, type Found, type Registered } from '../match';

/** A member by the register, with the nickname he should have. */
export interface RosterMember extends Registered {
  personId: string;
  nickname: string;
}

/** Somebody on file who is no member: a stranger may be he. */
export interface KnownPerson {
  personId: string;
  personName: string;
  unitShortName: string;
  nickname: string;
}

/** One line of a check before it is kept. */
export interface AssessedEntry {
  place: number;
  kind: RosterKind;
  nickname: string | null;
  subject: string;
  bare: string | null;
  membershipId: string | null;
  personId: string | null;
  expected: string | null;
  candidates: { membershipId: string; why: string }[];
  news: 'new' | 'again' | null;
}

export interface RosterFacts {
  nicknames: readonly string[];
  members: readonly RosterMember[];
  /** Short names of all units. */
  units: readonly string[];
  /** What the check before found not to be in order, by subject; null in a group's first. */
  before: ReadonlySet<string> | null;
}

const subjectOfPerson = (personId: string): string => `p:${personId}`;
/** Of nicknames that are nothing but signs the signs count. */
const subjectOfNickname = (nickname: string): string => `n:${bare(nickname) || nickname}`;

function entryOf(found: Found<RosterMember>, nickname: string): Omit<AssessedEntry, 'news'> {
  const { kind, entry } = found;
  const common = { place: entry + 1, nickname, bare: bare(nickname), candidates: [] };
  const byNickname = { subject: subjectOfNickname(nickname), membershipId: null, personId: null };
  if (kind === 'stranger') return { ...common, ...byNickname, kind, expected: null };
  if (kind === 'likely') {
    const candidates = found.candidates.map(({ member, why }) => ({
      membershipId: member.membershipId,
      why,
    }));
    return { ...common, ...byNickname, kind, candidates, expected: null };
  }
  const { membershipId, personId, nickname: expected } = found.member;
  const subject = kind === 'double' ? byNickname.subject : subjectOfPerson(personId);
  return { ...common, kind, subject, membershipId, personId, expected };
}

function missingEntry(member: RosterMember, place: number): Omit<AssessedEntry, 'news'> {
  const { membershipId, personId, nickname: expected } = member;
  return {
    place,
    kind: 'missing',
    nickname: null,
    subject: subjectOfPerson(personId),
    bare: null,
    membershipId,
    personId,
    expected,
    candidates: [],
  };
}

/**
 * Compares a chat's list with the register: every nickname once, in the list's order, then the members it does not name. Pauses as
 * `compareRoster` does.
 */
export function* assessRoster({
  nicknames,
  members,
  units,
  before,
}: RosterFacts): Generator<void, AssessedEntry[]> {
  const { found, missing } = yield* compareRoster(nicknames, members, units);
  const entries = [
    ...found.map((one) => entryOf(one, nicknames[one.entry] ?? '')),
    ...missing.map((member, i) => missingEntry(member, nicknames.length + i + 1)),
  ];
  return entries.map((entry) => {
    if (!before || entry.kind === 'conforms') return { ...entry, news: null };
    return { ...entry, news: before.has(entry.subject) ? 'again' : 'new' };
  });
}

/** Runs of characters that could be somebody's name, of all nicknames together: whom to look for among people on file. */
export function possibleNames(nicknames: readonly string[]): string[] {
  const found = new Set<string>();
  for (const nickname of nicknames) {
    const characters = [...bare(nickname)].slice(0, 24);
    for (let from = 0; from < characters.length; from++)
      for (let to = from + 2; to <= Math.min(characters.length, from + 6); to++)
        found.add(characters.slice(from, to).join(''));
  }
  return [...found];
}

/** Of strangers, whom their nicknames name among people on file: by place, only where nobody else could be meant. Pauses likewise. */
export function* recogniseStrangers(
  strangers: readonly { place: number; nickname: string | null }[],
  known: readonly KnownPerson[],
  units: readonly string[],
): Generator<void, Map<number, KnownPerson>> {
  const people = known.map((person, i) => ({ ...person, membershipId: String(i) }));
  const { found } = yield* compareRoster(
    strangers.map(({ nickname }) => nickname ?? ''),
    people,
    units,
  );
  return new Map(
    found.flatMap((one) => {
      const place = strangers[one.entry]?.place;
      const sure = one.kind === 'conforms' || one.kind === 'misnamed';
      return sure && place ? [[place, one.member] as const] : [];
    }),
  );
}
