import type { Answer, PersonalAct, StreetAct, WorldAct } from './acts';
import type { Delegation, Duty, Facts, Person } from './facts';
import { filesLeaves, personOf } from './standing';

type Named<Name extends StreetAct['act']> = Extract<StreetAct, { act: Name }>;

const day = 86_400_000;
const midnight = (at: number) => Math.floor((at + day / 3) / day) * day - day / 3;

const without = <T>(all: readonly T[], one: T): T[] => all.filter((other) => other !== one);

function leave(facts: Facts, { who, person: id, group }: Named<'leave'>): Answer {
  const person = personOf(facts, id);
  if (!person.joined.includes(group) || !filesLeaves(facts, who, person.unit)) return 'not_found';
  if (facts.groups.get(group)?.archived || person.administers.includes(group)) return 'rule';
  person.joined = without(person.joined, group);
  return 'ok';
}

/** Everything of his ends with it: groups, roles, and what was handed to or by him. What he was asked stays asked. */
function depart(facts: Facts, { who, person: id }: Named<'depart'>): Answer {
  if (who === id || !personOf(facts, who).office) return 'forbidden';
  const person = personOf(facts, id);
  if (person.departed) return 'not_found';
  const nothing = { joined: [], administers: [], heads: [], leads: null };
  Object.assign(person, {
    ...nothing,
    primary: false,
    office: false,
    supervisor: false,
    account: false,
    departed: true,
  });
  close(facts, ({ from, to }) => from === id || to === id);
  return 'ok';
}

function giveRole(facts: Facts, { who, person: id, role, scope }: Named<'giveRole' | 'endRole'>): Answer {
  if (who === id || !personOf(facts, who).system) return 'forbidden';
  const person = personOf(facts, id);
  if (person.departed) return 'rule';
  if (has(person, role, scope)) return 'conflict';
  if (person.barred) return 'rule';
  if (role === 'unit_head') person.heads.push(scope);
  else if (role === 'leader') person.leads = [];
  else person.office = true;
  return 'ok';
}

function has(
  { heads, leads, office }: Person,
  role: Named<'giveRole' | 'endRole'>['role'],
  scope: string,
): boolean {
  if (role === 'unit_head') return heads.includes(scope);
  return role === 'leader' ? leads !== null : office;
}

const holds = ({ heads, leads }: Person, role: Duty): boolean =>
  role === 'leader' ? leads !== null : heads.length > 0;

const running = ({ delegations, at }: Facts): Delegation[] => delegations.filter(({ until }) => until > at);

function close(facts: Facts, which: (one: Delegation) => boolean): void {
  for (const one of running(facts).filter(which)) one.until = facts.at;
}

/** From that moment on it gives nothing, and what was handed on of it ends with it. */
function endRole(facts: Facts, { who, person: id, role, scope }: Named<'giveRole' | 'endRole'>): Answer {
  if (who === id || !personOf(facts, who).system) return 'forbidden';
  const person = personOf(facts, id);
  if (!has(person, role, scope)) return 'conflict';
  if (role === 'unit_head') person.heads = without(person.heads, scope);
  else if (role === 'leader') Object.assign(person, { leads: null, primary: false });
  else person.office = false;
  if (role !== 'office_admin' && !holds(person, role))
    close(facts, (one) => one.from === id && one.role === role);
  return 'ok';
}

/** A unit has one leader in charge, and the street one who is the first. */
function put(facts: Facts, act: Named<'takeCharge' | 'setPrimary'>): Answer {
  if (act.who === act.person || !personOf(facts, act.who).system) return 'forbidden';
  const leader = personOf(facts, act.person);
  if (leader.leads === null) return 'rule';
  if (act.act === 'takeCharge' && leader.leads.includes(act.unit)) return 'conflict';
  for (const other of facts.people.values())
    if (act.act === 'setPrimary') other.primary = false;
    else if (other.leads) other.leads = without(other.leads, act.unit);
  if (act.act === 'setPrimary') leader.primary = true;
  else leader.leads.push(act.unit);
  return 'ok';
}

function addAdmin(facts: Facts, { who, person: id, group }: Named<'addAdmin'>): Answer {
  if (!personOf(facts, who).office) return 'forbidden';
  const person = personOf(facts, id);
  if (person.departed) return 'rule';
  if (person.administers.includes(group)) return 'conflict';
  if (person.barred) return 'rule';
  person.administers.push(group);
  return 'ok';
}

function delegate(facts: Facts, { who, to, role, days }: Named<'delegate'>): Answer {
  if (!holds(personOf(facts, who), role)) return 'forbidden';
  const taker = personOf(facts, to);
  if (to === who || taker.departed) return 'invalid';
  if (taker.barred || !taker.account) return 'rule';
  if (running(facts).some((one) => one.from === who && one.role === role)) return 'conflict';
  facts.delegations.push({ from: who, to, role, until: midnight(facts.at) + days * day });
  return 'ok';
}

function endDelegation(facts: Facts, { who, delegation: place }: Named<'endDelegation'>): Answer {
  const one: Delegation | undefined = facts.delegations[place];
  const person = personOf(facts, who);
  const { office } = person;
  if (!(one && (office || one.from === who || one.to === who))) return 'not_found';
  if (!(one.from === who ? holds(person, one.role) : office)) return 'forbidden';
  if (one.until <= facts.at) return 'conflict';
  one.until = facts.at;
  return 'ok';
}

/** Out of use when nothing is left to be done there; into use again when there is somebody to do it. */
function shelve(facts: Facts, { act, who, group: id }: Named<'archive' | 'restore'>): Answer {
  if (!personOf(facts, who).office) return 'forbidden';
  const group = facts.groups.get(id);
  if (!group || group.archived === (act === 'archive')) return 'conflict';
  const open = facts.notices.some(({ orders }) =>
    orders.some((one) => one.group === id && one.status === 'open'),
  );
  const cared =
    group.portal || [...facts.people.values()].some(({ administers }) => administers.includes(id));
  if (act === 'archive' ? open : !cared) return 'rule';
  group.archived = act === 'archive';
  return 'ok';
}

const streetActs: readonly string[] = [
  ...['leave', 'depart', 'giveRole', 'endRole', 'setPrimary', 'takeCharge', 'addAdmin'],
  ...['delegate', 'endDelegation', 'archive', 'restore'],
];

export const isOnStreet = (act: PersonalAct): act is StreetAct => streetActs.includes(act.act);

export function onStreet(facts: Facts, act: StreetAct): Answer {
  switch (act.act) {
    case 'leave':
      return leave(facts, act);
    case 'depart':
      return depart(facts, act);
    case 'giveRole':
      return giveRole(facts, act);
    case 'endRole':
      return endRole(facts, act);
    case 'takeCharge':
    case 'setPrimary':
      return put(facts, act);
    case 'addAdmin':
      return addAdmin(facts, act);
    case 'delegate':
      return delegate(facts, act);
    case 'endDelegation':
      return endDelegation(facts, act);
    default:
      return shelve(facts, act);
  }
}

/** Somebody or something is there that was not before; `made` is the id of it. */
export function appear(
  facts: Facts,
  act: Extract<WorldAct, { act: 'join' | 'arrive' | 'upload' }>,
  made: string,
): Answer {
  if (act.act === 'upload') facts.files.set(made, { name: act.name, by: act.person, owner: null });
  else if (act.act === 'join') personOf(facts, act.person).joined.push(act.group);
  else
    facts.people.set(made, {
      ...{ name: act.name, unit: act.unit, heads: [], leads: null, primary: false, office: false },
      ...{ supervisor: false, administers: [], joined: [...facts.groups.keys()] },
      ...{ account: true, departed: false, system: false, barred: false },
    });
  return 'ok';
}
