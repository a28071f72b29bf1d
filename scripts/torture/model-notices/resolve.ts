import { pick } from '../model/draw';
import type { Intent } from '../model/intents';
import { Draw } from './draw';
import type { Act, Facts, Notice, Seen, Step } from './facts';
import * as standing from './standing';

/** How often what is done; names as the acts have them. */
export const weights: Record<Act['act'], number> = {
  ...{ save: 10, submit: 22, reopen: 5, withdraw: 3, discard: 2 },
  ...{ approve: 26, return: 5, reject: 2, setMajor: 4, assign: 8, escalate: 5 },
  ...{ publishDue: 10, publish: 6, release: 5, recall: 5, archive: 1 },
  ...{ read: 8, acknowledge: 10, emergency: 5, followUp: 6 },
  ...{ complete: 8, fail: 5, reissue: 4, wait: 10 },
};

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
  const groups = intent.suited && administers.length ? administers : draw.groups(who);
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
  archive: (draw) => ({ act: 'archive', group: draw.group() }),
  reopen: (draw) => as('reopen', draw.upon(is(/in_review|approved|scheduled/), own)),
  withdraw: (draw) => as('withdraw', draw.upon(is(/in_review|approved|scheduled|returned/), own)),
  discard: (draw) =>
    as(
      'discard',
      draw.upon(({ revisions }) => revisions.length === 0, own),
    ),
  publish: (draw) => as('publish', draw.upon(is(/approved/), own)),
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
        ({ receipts }) => [...receipts.values()].some((one) => !one.acknowledged),
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
function as<Name extends Exclude<Plain, 'followUp' | 'assign'>>(act: Name, found: Seen | null): Act | null {
  return found && ({ act, ...found } as Act);
}

/** What the intent comes to as things stand; null when there is nothing to do it to. `fresh` is the id of a new notice. */
export const resolve = (intent: Intent<Act['act']>, facts: Facts, fresh: string): Act | null =>
  meanings[intent.act](new Draw(intent, facts, fresh));
