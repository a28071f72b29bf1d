import { Draw, pick } from './draw';
import type { Act, Seen } from './facts';
import type { Intent } from './intents';
import { officeDayOf } from './office-time';
import type { Reference } from './reference';
import { isUnlisted, linesOf, mayPrepare, nameOf, onBaseline } from './resolve-baseline';
import { checkAct, formAct, settleAct } from './resolve-roster';

const dayMs = 86_400_000;
/** Midnight of the office is at 16:00 UTC. */
const officeMidnight = (at: number, days: number) =>
  (Math.floor((at + dayMs / 3) / dayMs) + days) * dayMs - dayMs / 3;

/** An act upon the row at a place, if there is one. */
const upon = (place: number | null, act: (place: number) => Act | null): Act | null =>
  place === null ? null : act(place);
const first = ([seen]: Seen[], act: (seen: Seen) => Act): Act | null => (seen ? act(seen) : null);
const all = (seen: Seen[], act: (first: Seen) => Act): Act | null => (seen[0] ? act(seen[0]) : null);
const decision = (draw: Draw) => (draw.numbers[3] % 4 ? ('approve' as const) : ('reject' as const));

const meanings: { [Name in Act['act']]: (draw: Draw) => Act | null } = {
  wait: ({ numbers }) => {
    const most = numbers[1] % 3 ? 60 : 4_000;
    return { act: 'wait', minutes: 1 + (numbers[0] % (numbers[1] % 12 ? most : 20_000)) };
  },
  submit: (draw) => {
    const { forms, people } = draw.facts;
    const earlier = draw.odd && forms.size ? pick([...forms], draw.numbers[2]) : undefined;
    const person = draw.person();
    const unit = draw.suited ? draw.unitOf(person) : pick([...people.values()], draw.numbers[3]).unit;
    const who = earlier && draw.suited ? earlier[1].by : draw.headOf(unit);
    return { act: 'submit', who, form: earlier?.[0] ?? draw.form(), person, group: draw.group(), unit };
  },
  submitJoins: (draw) => formAct(draw),
  checkRoster: (draw) => checkAct(draw),
  settleRoster: (draw) => settleAct(draw),
  decide: (draw) =>
    first(draw.seen(draw.facts.requests, 'submitted', 1, 'join'), (seen) => ({
      act: 'decide',
      who: draw.decider(seen),
      seen,
      decision: decision(draw),
    })),
  decideMany: (draw) => {
    const seen = draw.seen(draw.facts.requests, 'submitted', 3, 'join');
    return all(seen, (one) => ({
      act: 'decideMany',
      who: draw.decider(one),
      seen,
      decision: draw.numbers[3] % 3 ? decision(draw) : 'split',
    }));
  },
  withdraw: (draw) =>
    first(
      draw.seen(draw.facts.requests, draw.numbers[3] % 2 ? 'submitted' : 'approved', 1, 'join'),
      (seen) => ({
        act: 'withdraw',
        who: draw.who((id) => id === draw.facts.requests[seen.row]?.by),
        seen,
      }),
    ),
  terminate: (draw) =>
    first(draw.seen(draw.facts.requests, 'approved'), (seen) => ({
      act: 'terminate',
      who: draw.decider(seen),
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
      draw.place(draw.facts.orders, (order) => {
        const archived = draw.facts.groups.get(draw.groupOf(order))?.archived === true;
        return order.status === 'cancelled' && archived === draw.numbers[3] % 3 > 0;
      }),
      (order) => ({ act: 'addedBefore', who: draw.handler(order), order }),
    ),
  report: (draw) =>
    upon(
      draw.place(draw.facts.memberships, () => true),
      (membership) => ({
        act: 'report',
        who: draw.who((id) => id === draw.facts.memberships[membership]?.person),
        membership,
      }),
    ),
  file: (draw) =>
    upon(
      draw.place(draw.facts.memberships, ({ confirmed }) => confirmed === draw.numbers[2] % 2 > 0),
      (membership) => ({
        act: 'file',
        who: draw.headOf(draw.facts.memberships[membership]?.unit ?? ''),
        membership,
      }),
    ),
  forward: (draw) => {
    const seen = draw.seen(draw.facts.requests, 'reported', 1 + (draw.numbers[2] % 2));
    return all(seen, ({ row }) => ({
      act: 'forward',
      who: draw.headOf(draw.facts.requests[row]?.unit ?? ''),
      seen,
    }));
  },
  withdrawLeave: (draw) =>
    first(
      draw.seen(draw.facts.requests, draw.numbers[3] % 2 ? 'reported' : 'submitted', 1, 'leave'),
      (seen) => ({
        act: 'withdrawLeave',
        who: draw.who((id) => id === draw.facts.requests[seen.row]?.by),
        seen,
      }),
    ),
  sweep: (draw) => ({ act: 'sweep', who: draw.holder('office_admin') }),
  followInactive: () => ({ act: 'followInactive' }),
  signIn: (draw) => ({ act: 'signIn', who: draw.who(() => true) }),
  answer: (draw) => {
    const items = draw.facts.sweepItems;
    const status = draw.numbers[3] % 2 ? 'asked' : 'escalated';
    const seen = draw.seen(items, status, 1 + (draw.numbers[2] % 3));
    return all(seen, ({ row }) => ({
      act: 'answer',
      who: status === 'asked' ? draw.headOf(items[row]?.unit ?? '') : draw.holder('office_admin'),
      seen,
      answer: draw.numbers[1] % 3 ? 'remove' : 'keep',
    }));
  },
  startBaseline: (draw) => {
    const group = draw.groupThat((id) => isUnlisted(draw.facts, id));
    const who = draw.who((id) => mayPrepare(draw, id, group));
    return { act: 'startBaseline', who, group, lines: linesOf(draw) };
  },
  vouch: (draw) => onBaseline(draw, 'draft', 'vouch', 'group_admin'),
  confirmBaseline: (draw) => onBaseline(draw, 'confirmed', 'confirmBaseline', 'office_admin'),
  returnBaseline: (draw) => onBaseline(draw, 'confirmed', 'returnBaseline', 'office_admin'),
  discard: (draw) => onBaseline(draw, draw.numbers[3] % 2 ? 'draft' : 'confirmed', 'discard', 'office_admin'),
  planTransfer: (draw) => {
    const { people, memberships, at } = draw.facts;
    const member = memberships.length ? pick(memberships, draw.numbers[1]).person : undefined;
    const person = draw.numbers[3] % 2 ? draw.person() : (member ?? draw.person());
    const held = memberships.flatMap((one, row) => (one.person === person ? [row] : []));
    const units = [...new Set([...people.values()].map(({ unit }) => unit))];
    const to = pick(units, draw.numbers[2]);
    const joins = draw.numbers[3] % 3 ? [draw.group()] : [];
    const leaves = draw.numbers[2] % 2 ? held.slice(0, 1) : [];
    const day = officeDayOf(at + ((draw.numbers[3] % 5) - (draw.odd ? 1 : 0)) * dayMs);
    return { act: 'planTransfer', who: draw.headOf(draw.unitOf(person)), person, to, day, leaves, joins };
  },
  cancelTransfer: (draw) =>
    first(draw.seen(draw.facts.transfers, 'planned'), (seen) => ({
      act: 'cancelTransfer',
      who: draw.headOf(draw.facts.transfers[seen.row]?.from ?? ''),
      seen,
    })),
  carryOut: () => ({ act: 'carryOut' }),
  drop: (draw) =>
    upon(
      draw.place(draw.facts.orders, ({ status, request }) => status === 'failed' && request === null),
      (order) => ({ act: 'drop', who: draw.holder('office_admin'), order }),
    ),
  reassign: (draw) =>
    upon(
      draw.place(draw.facts.orders, ({ status }) => status === 'open'),
      (order) => ({
        act: 'reassign',
        who: draw.holder('office_admin'),
        order,
        to: draw.suited ? draw.handler(order) : draw.person(),
      }),
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
  archive: (draw) => ({
    act: 'archive',
    who: draw.holder('office_admin'),
    group: draw.groupThat((id, group) => draw.isQuiet(id, group)),
  }),
  restore: (draw) => ({
    act: 'restore',
    who: draw.holder('office_admin'),
    group: draw.groupThat((_, { archived }) => archived),
  }),
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
  assign: (draw) => {
    // Half of the time to somebody with a role already, so that duties meet in one person.
    const person = draw.numbers[3] % 2 ? draw.oneOf('unit_head', 'office_admin') : draw.person();
    const role = draw.numbers[2] % 2 ? ('office_admin' as const) : ('unit_head' as const);
    return { act: 'assign', who: draw.holder('system_admin'), person, role, unit: draw.unitOf(person) };
  },
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
    name: nameOf(draw.facts.people.size),
    who: draw.holder('office_admin'),
    unit: draw.unitOf(draw.person()),
    account: draw.numbers[2] % 2 === 0,
  }),
};

/** The act an intent means now; null when there is nothing yet to act upon. `form` makes a new submission id. */
export function resolve(intent: Intent, model: Reference, form: () => string): Act | null {
  return meanings[intent.act](new Draw(intent, model, form));
}
