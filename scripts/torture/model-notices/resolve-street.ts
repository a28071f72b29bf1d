import { pick } from '../model/draw';
import type { Act, StreetAct, WorldAct } from './acts';
import type { Draw } from './draw';
import type { Duty, Facts, Person } from './facts';
import * as standing from './standing';
import { nameOf } from './words';

type Name = StreetAct['act'] | Extract<WorldAct['act'], 'join' | 'arrive' | 'upload'>;

const office = (draw: Draw): string => draw.who((id) => standing.personOf(draw.facts, id).office);
const system = (draw: Draw): string => draw.who((id) => standing.personOf(draw.facts, id).system);

/** Without two of the Office, or anybody to give roles, nothing would happen any more. */
function isNeeded({ people }: Facts, { office, system }: Person): boolean {
  const able = [...people.values()].filter((one) => one.office && one.account);
  return system || (office && able.length <= 2);
}

/** Whoever is missed first: a leader, a head where people write, somebody for the Office. */
function wanted({ people }: Facts): { role: Duty | 'office_admin'; unit: string } | null {
  const all = [...people.values()].filter(({ account }) => account);
  if (!all.some(({ leads }) => leads)) return { role: 'leader', unit: '' };
  const headless = all.find(({ unit, barred }) => !(barred || all.some(({ heads }) => heads.includes(unit))));
  if (headless) return { role: 'unit_head', unit: headless.unit };
  return all.filter(({ office }) => office).length < 3 ? { role: 'office_admin', unit: '' } : null;
}

function giving(draw: Draw): Act {
  const drawn = {
    role: pick(['unit_head', 'leader', 'office_admin'] as const, draw.number(1)),
    unit: pick([...draw.facts.units.keys()], draw.number(2)),
  };
  const { role, unit } = (draw.intent.suited ? wanted(draw.facts) : null) ?? drawn;
  const person = draw.person(({ account, barred }) => account && !barred);
  return { act: 'giveRole', who: system(draw), person, role, scope: role === 'unit_head' ? unit : '' };
}

function ending(draw: Draw): Act {
  const { facts } = draw;
  const has = ({ heads, leads }: Person) => heads.length > 0 || leads !== null;
  const person = draw.person((one) => !isNeeded(facts, one) && (has(one) || one.office));
  const { heads, leads, office: serves } = standing.personOf(facts, person);
  const found = leads ? 'leader' : 'unit_head';
  const role = serves && !isNeeded(facts, standing.personOf(facts, person)) ? 'office_admin' : found;
  const scope = role === 'unit_head' ? (heads[0] ?? pick([...facts.units.keys()], draw.number(2))) : '';
  return { act: 'endRole', who: system(draw), person, role, scope };
}

function departing(draw: Draw): Act | null {
  const { facts } = draw;
  const isPlain = ({ heads, leads, office, administers }: Person) =>
    !(heads.length || leads || office || administers.length);
  const any = draw.number(2) % 3 === 0;
  const person = draw.person((one) => !(one.departed || isNeeded(facts, one)) && (any || isPlain(one)));
  if (isNeeded(facts, standing.personOf(facts, person))) return null;
  return { act: 'depart', who: office(draw), person };
}

function leaving(draw: Draw): Act {
  const { facts } = draw;
  const person = draw.person(({ joined, administers }) => joined.some((id) => !administers.includes(id)));
  const { joined, unit } = standing.personOf(facts, person);
  const group = draw.group(({ archived }, id) => !archived && joined.includes(id));
  return { act: 'leave', who: draw.who((id) => standing.filesLeaves(facts, id, unit)), person, group };
}

function handingOver(draw: Draw): Act {
  const { facts } = draw;
  const role: Duty = draw.number(1) % 2 ? 'leader' : 'unit_head';
  const who = draw.who((id) => {
    const { heads, leads } = standing.personOf(facts, id);
    const busy = facts.delegations.some(({ from, until }) => from === id && until > facts.at);
    return !busy && (role === 'leader' ? leads !== null : heads.length > 0);
  });
  const to = draw.person(({ account, barred }, id) => account && !barred && id !== who);
  return { act: 'delegate', who, to, role, days: 1 + (draw.number(2) % 5) };
}

function takingBack(draw: Draw): Act | null {
  const { delegations, at } = draw.facts;
  const one = draw.oneOf(delegations, 1, ({ until }) => until > at);
  const who = draw.who((id) => id === one?.from || standing.personOf(draw.facts, id).office);
  return one ? { act: 'endDelegation', who, delegation: delegations.indexOf(one) } : null;
}

function joining(draw: Draw): Act | null {
  const person = draw.person(({ departed }) => !departed);
  const { departed, joined } = standing.personOf(draw.facts, person);
  const group = draw.group((_, id) => !joined.includes(id));
  return departed || joined.includes(group) ? null : { act: 'join', person, group };
}

/** What the intents on the street come to. */
export const streetMeanings: { [Of in Name]: (draw: Draw) => Act | null } = {
  giveRole: giving,
  endRole: ending,
  depart: departing,
  leave: leaving,
  delegate: handingOver,
  endDelegation: takingBack,
  join: joining,
  setPrimary: (draw) => ({
    act: 'setPrimary',
    who: system(draw),
    person: draw.person(({ leads }) => leads !== null),
  }),
  takeCharge: (draw) => {
    const unit = pick([...draw.facts.units.keys()], draw.number(2));
    const person = draw.person(({ leads }) => leads !== null && !leads.includes(unit));
    return { act: 'takeCharge', who: system(draw), person, unit };
  },
  addAdmin: (draw) => ({
    act: 'addAdmin',
    who: office(draw),
    person: draw.person(({ account, barred }) => account && !barred),
    group: draw.group(),
  }),
  archive: (draw) => {
    const busy = (id: string) =>
      draw.facts.notices.some(({ orders }) =>
        orders.some((one) => one.group === id && one.status === 'open'),
      );
    return {
      act: 'archive',
      who: office(draw),
      group: draw.group(({ archived }, id) => !(archived || busy(id))),
    };
  },
  restore: (draw) => ({ act: 'restore', who: office(draw), group: draw.group(({ archived }) => archived) }),
  arrive: (draw) => ({
    act: 'arrive',
    name: nameOf(draw.facts.people.size),
    unit: pick([...draw.facts.units.keys()], draw.number(2)),
  }),
  upload: (draw) => {
    const person = draw.who(() => true);
    const name = `${nameOf(1_000 + draw.facts.files.size)}.pdf`;
    return standing.personOf(draw.facts, person).account ? { act: 'upload', person, name } : null;
  },
};
