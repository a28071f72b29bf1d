import { type Draw, pick } from './draw';
import type { Act, JoinLine, ListedLine, Membership, RosterLine, RosterStep } from './facts';
import { nameOf } from './resolve-baseline';

const bad = ['phone', 'nobody', 'nameless'] as const;

/** A form for up to four people and three groups; some rows cannot be sent. */
export function formAct(draw: Draw): Act {
  const { facts, numbers, odd } = draw;
  const unit = draw.unitOf(draw.person());
  const own = [...facts.people].filter(([, one]) => !draw.suited || one.unit === unit).map(([id]) => id);
  const rowAt = (number: number): JoinLine => {
    if (number % 5 === 0) return { is: 'bad', how: pick(bad, number) };
    if (number % 5 === 1) return { is: 'new', name: nameOf(2_000 + facts.people.size + (number % 90)), unit };
    return { is: 'picked', person: pick(own.length ? own : [draw.person()], number) };
  };
  const rows = numbers.slice(0, 1 + (numbers[1] % 4)).map(rowAt);
  const groups = [...facts.groups].filter(([, { archived }]) => odd || !archived).map(([id]) => id);
  const chosen = new Set(numbers.slice(1, 2 + (numbers[0] % 3)).map((number) => pick(groups, number)));
  const earlier = odd && facts.forms.size ? pick([...facts.forms.keys()], numbers[2]) : undefined;
  const who = numbers[2] % 3 ? draw.headOf(unit) : draw.holder('office_admin');
  return { act: 'submitJoins', who, form: earlier ?? draw.form(), rows, groups: [...chosen] };
}

const initial = (name: string) => [...name][0];

/** Members of whom nobody in the group has the name, so that a nickname can mean them alone. */
function singular({ facts }: Draw, group: string): { one: Membership; name: string; text: string }[] {
  const named = facts.memberships
    .filter((one) => one.group === group)
    .map((one) => {
      const name = facts.people.get(one.person)?.name ?? '';
      return { one, name, text: `${facts.units.get(one.unit)}${name}` };
    });
  return named.filter(({ name }) => named.filter((other) => other.name === name).length === 1);
}

/** People on file who are nothing like any member, so that they are recognised for themselves. */
function foreign({ facts }: Draw, group: string): ListedLine[] {
  const members = facts.memberships.filter((one) => one.group === group);
  const initials = new Set(members.map(({ person }) => initial(facts.people.get(person)?.name ?? '')));
  return [...facts.people.values()]
    .filter(({ name, departed }) => !(departed || initials.has(initial(name))))
    .map(({ name, unit }) => ({ text: `${facts.units.get(unit)}${name}`, is: 'person', name, unit }));
}

const distinct = (lines: readonly ListedLine[]): ListedLine[] => [
  ...new Map(lines.map((line) => [line.text, line])).values(),
];

/** A list with some members, right or wrong, somebody twice, people on file who are no members, and one whom nobody knows. */
export function checkAct(draw: Draw): Act {
  const { facts, numbers, model } = draw;
  const group = draw.groupThat((_, one) => !(one.archived || one.portal));
  const members = singular(draw, group)
    .filter((_, i) => (numbers[3] >> (i % 16)) % 2)
    .map(({ one, name, text }, i): ListedLine => {
      const wrong = (numbers[0] >> (i % 16)) % 4 === 0;
      return { text: wrong ? `Q${name}Q` : text, is: wrong ? 'misnamed' : 'member', membership: one.no };
    });
  const [again] = members.filter(({ is }) => is === 'member');
  const strangers = distinct(foreign(draw, group)).filter((_, i) => (numbers[2] >> (i % 16)) % 5 === 0);
  const unknown: ListedLine = { text: `Zx${numbers[1] % 4}Y`, is: 'unknown' };
  const lines = [
    ...members,
    ...(again && numbers[1] % 3 === 0 ? [again] : []),
    ...strangers.slice(0, 4),
    unknown,
  ];
  const who = draw.who((id) => model.holds(id, 'group_admin', group) || model.holds(id, 'office_admin'));
  return { act: 'checkRoster', who, group, lines: facts.checks.length % 9 === 8 ? [unknown] : lines };
}

const stepsOf: Record<RosterLine['kind'], readonly RosterStep[]> = {
  stranger: ['join', 'remove', 'join', 'ignore'],
  missing: ['add', 'leave', 'ignore', 'add'],
  misnamed: ['rename', 'tell', 'rename', 'ignore'],
  double: ['remove', 'ignore'],
  conforms: ['ignore'],
};
const any: readonly RosterStep[] = ['join', 'remove', 'add', 'leave', 'rename', 'tell', 'ignore', 'reopen'];

/** A next step of a line of one of the latest checks; sometimes one that was taken is to be taken back. */
export function settleAct(draw: Draw): Act | null {
  const { facts, numbers, model, suited, odd } = draw;
  const again = numbers[0] % 5 === 0;
  const latest = (check: number) => {
    const group = facts.checks[check]?.group;
    return facts.checks.findLastIndex((one) => one.group === group) === check;
  };
  const row = draw.place(facts.lines, ({ check, status }) => {
    return latest(check) && (again ? status === 'done' || status === 'ignored' : status === 'open');
  });
  const line = row === null ? undefined : facts.lines[row];
  if (row === null || !line) return null;
  const group = facts.checks[line.check]?.group ?? '';
  const usual = again ? (['reopen'] as const) : stepsOf[line.kind];
  const step = pick(suited ? usual : any, numbers[3]);
  const who = draw.who((id) => model.holds(id, 'group_admin', group) || model.holds(id, 'office_admin'));
  return { act: 'settleRoster', who, seen: { row, version: line.version + (odd ? 1 : 0) }, step };
}
