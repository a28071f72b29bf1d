import { pick } from '../model/draw';
import type { Intent } from '../model/intents';
import type { Act, Seen } from './acts';
import { Draw } from './draw';
import type { Facts, Notice, Step } from './facts';
import { chasing, collecting, isAwaited } from './resolve-receipts';
import { streetMeanings } from './resolve-street';
import * as standing from './standing';

/** How often what is done; names as the acts have them. */
export const weights: Record<Act['act'], number> = {
  ...{ save: 10, submit: 22, copy: 3, repeat: 4, reopen: 5, withdraw: 3, discard: 2, upload: 5 },
  ...{ approve: 26, return: 5, reject: 2, setMajor: 4, assign: 10, escalate: 6 },
  ...{ publishDue: 10, publish: 6, release: 5, recall: 5 },
  ...{ read: 8, acknowledge: 10, collect: 8, chase: 9, remind: 3, findLeft: 3, emergency: 5, followUp: 6 },
  ...{ complete: 8, fail: 5, reissue: 4, wait: 10 },
  ...{ leave: 3, join: 3, depart: 2, arrive: 2, archive: 2, restore: 3, addAdmin: 2 },
  ...{ giveRole: 5, endRole: 3, takeCharge: 2, setPrimary: 1, delegate: 3, endDelegation: 2 },
};

const worldActs: readonly string[] = [
  ...['publishDue', 'escalate', 'remind', 'findLeft', 'wait', 'join', 'arrive', 'upload'],
];
/** Done by nobody, so that nobody can be refused it. */
export const isByItself = (act: string): boolean => worldActs.includes(act);

function writing(draw: Draw, act: 'save' | 'submit'): Act {
  const again = draw.number(1) % (act === 'save' ? 4 : 2) === 0;
  const found = again ? draw.notice(({ status }) => /draft|returned/.test(status)) : undefined;
  const who = draw.who((id) => (found ? id === found.notice.author : draw.writes(id)));
  const { notice, on } = found ?? {};
  const edited = notice && notice.edited - (draw.intent.odd ? 1 : 0);
  return { act, who, on: on ?? null, form: draw.form(who, notice), seen: edited ?? null };
}

function reviewing(draw: Draw, act: 'approve' | 'return' | 'reject' | 'setMajor'): Act | null {
  const suits = ({ status, major }: Step) => status === 'open' && !(act === 'setMajor' && major);
  const found = draw.within(
    ({ steps }) => steps,
    suits,
    (id, notice, step) => standing.decides(draw.facts, id, notice, step),
  );
  return found && { act, who: found.who, on: found.on, version: found.version, step: found.place };
}

function naming(draw: Draw): Act | null {
  const { facts, intent } = draw;
  const late = ({ due, assigned }: Step) => assigned !== null || (due !== null && due < facts.at);
  const found = draw.within(
    ({ steps }) => steps,
    (step) => step.status === 'open' && (intent.odd || late(step) || step.duty !== 'leader'),
    (id, { author }) => standing.personOf(facts, id).office && id !== author,
  );
  if (!found) return null;
  const { who, on, place: step, row } = found;
  const person = pick([...facts.people.keys()], draw.number(3));
  return { act: 'assign', who, on, step, before: intent.odd ? who : row.assigned, person };
}

function handling(draw: Draw, act: 'complete' | 'fail' | 'reissue'): Act | null {
  const wanted = act === 'reissue' ? 'failed' : 'open';
  const found = draw.within(
    ({ orders }) => orders,
    ({ status, dropped }) => status === wanted && !dropped,
    (id, _, order) => standing.handles(draw.facts, id, order),
  );
  return found && { act, who: found.who, on: found.on, version: found.version, order: found.place };
}

function first(draw: Draw): Act {
  const { facts, intent } = draw;
  const who = draw.who((id) => standing.personOf(facts, id).administers.length > 0 || draw.number(2) % 2 > 0);
  const { heads, administers, unit } = standing.personOf(facts, who);
  const groups = intent.suited && administers.length ? [...administers] : draw.groups(who);
  const home = intent.odd
    ? standing.personOf(
        facts,
        draw.who(() => true),
      ).unit
    : (heads[0] ?? unit);
  return { act: 'emergency', who, unit: home, words: draw.words(), groups, posted: draw.number(3) % 3 === 0 };
}

function waiting(draw: Draw): Act {
  const most = draw.number(1) % 3 ? 180 : 1_400;
  return { act: 'wait', minutes: 1 + (draw.number(0) % most) };
}

function copying(draw: Draw, act: 'copy' | 'repeat'): Act | null {
  const suits = (one: Notice) => (act === 'repeat' ? one.status === 'published' && !one.emergency : true);
  const able = (id: string, one: Notice) =>
    id === one.author ||
    (act === 'copy' ? one.publishedAt !== null : standing.personOf(draw.facts, id).unit === one.unit);
  return as(act, draw.upon(suits, able));
}

const own = (id: string, { author }: Notice) => id === author;
const is = (status: RegExp) => (notice: Notice) => status.test(notice.status);

const meanings: { [Name in Act['act']]: (draw: Draw) => Act | null } = {
  save: (draw) => writing(draw, 'save'),
  submit: (draw) => writing(draw, 'submit'),
  approve: (draw) => reviewing(draw, 'approve'),
  return: (draw) => reviewing(draw, 'return'),
  reject: (draw) => reviewing(draw, 'reject'),
  setMajor: (draw) => reviewing(draw, 'setMajor'),
  assign: naming,
  complete: (draw) => handling(draw, 'complete'),
  fail: (draw) => handling(draw, 'fail'),
  reissue: (draw) => handling(draw, 'reissue'),
  emergency: first,
  wait: waiting,
  escalate: () => ({ act: 'escalate' }),
  publishDue: () => ({ act: 'publishDue' }),
  remind: () => ({ act: 'remind' }),
  findLeft: () => ({ act: 'findLeft' }),
  copy: (draw) => copying(draw, 'copy'),
  repeat: (draw) => copying(draw, 'repeat'),
  collect: collecting,
  chase: chasing,
  ...streetMeanings,
  reopen: (draw) => as('reopen', draw.upon(is(/in_review|approved|scheduled/), own)),
  withdraw: (draw) =>
    as(
      'withdraw',
      draw.upon(
        is(/in_review|approved|scheduled|returned/),
        (id, notice) => own(id, notice) || standing.standsIn(draw.facts, id, notice),
      ),
    ),
  discard: (draw) =>
    as(
      'discard',
      draw.upon(({ revisions }) => revisions.length === 0, own),
    ),
  publish: (draw) =>
    as(
      'publish',
      draw.upon(
        ({ status, stopped }) => status === 'approved' && !stopped,
        (id, notice) => own(id, notice) || standing.standsIn(draw.facts, id, notice),
      ),
    ),
  release: (draw) =>
    as(
      'release',
      draw.upon(
        is(/scheduled/),
        (id, { author }) => standing.personOf(draw.facts, id).office && id !== author,
      ),
    ),
  recall: (draw) =>
    as(
      'recall',
      draw.upon(is(/published/), (id, notice) => standing.recalls(draw.facts, id, notice)),
    ),
  read: (draw) =>
    as(
      'read',
      draw.upon(is(/published/), (id, { receipts }) => receipts.has(id)),
    ),
  acknowledge: (draw) =>
    as(
      'acknowledge',
      draw.upon(
        (one) => isAwaited(one) && one.wanted === 'acknowledge',
        (id, { receipts }) => receipts.get(id)?.acknowledged === false,
      ),
    ),
  followUp: (draw) => {
    const found = draw.upon(
      ({ emergency, status, closed }) => emergency && status === 'published' && !closed,
      (id, notice) => standing.followsUp(draw.facts, id, notice),
    );
    return found && { act: 'followUp', who: found.who, on: found.on, closes: draw.number(2) % 3 === 0 };
  },
};

type Plain = Extract<Act, { on: number }>['act'];

/** The act of that name upon what was found. */
function as<Name extends Exclude<Plain, 'followUp' | 'assign' | 'collect' | 'chase'>>(
  act: Name,
  found: Seen | null,
): Act | null {
  return found && ({ act, ...found } as Act);
}

/** What the intent comes to as things stand; null when there is nothing to do it to. `fresh` is the id of a new notice. */
export const resolve = (intent: Intent<Act['act']>, facts: Facts, fresh: string): Act | null =>
  meanings[intent.act](new Draw(intent, facts, fresh));
