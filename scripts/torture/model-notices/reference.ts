import { isOpen } from '../model/office-time';
import type { Act, Answer, Deciding, Naming, OnNoticeAct, Sending, WorldAct } from './acts';
import { copy } from './copying';
import { emergency, followUp } from './emergency';
import type { Facts, Notice, Step } from './facts';
import { handle } from './handling';
import { answerTo, chase, collect, remind } from './receipts';
import { assign, carryOn, escalate, makeMajor, sendBack } from './reviewing';
import { goOut, recall, schedule, whenOut } from './sending';
import * as standing from './standing';
import { appear, isOnStreet, onStreet } from './street';
import { discard, save, submit, takeBack } from './writing';

const outcomes = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

function decide(facts: Facts, act: Deciding): Answer {
  const { who, version } = act;
  const notice = facts.notices[act.on];
  const step = notice?.steps[act.step];
  if (!(notice && step && standing.seesStep(facts, who, notice, step))) return 'not_found';
  if (!standing.decides(facts, who, notice, step)) return 'forbidden';
  if (act.act === 'setMajor') return setMajor(facts, notice, step, version);
  if (step.status === 'waiting') return 'rule';
  if (step.status !== 'open') return 'conflict';
  if (act.act === 'return' && step.afterwards) return 'rule';
  if (step.version !== version) return 'conflict';
  const duty = standing.dutyOf(facts, who, notice, step);
  const status = outcomes[act.act];
  Object.assign(step, { status, version: version + 1, by: who, for: duty === 'own' ? null : duty });
  if (status === 'approved') carryOn(facts, notice, step);
  else sendBack(notice, step, status);
  return 'ok';
}

function setMajor(facts: Facts, notice: Notice, step: Step, version: number): Answer {
  if (step.status !== 'open' || step.version !== version) return 'conflict';
  if (step.afterwards) return 'rule';
  if (notice.major) return 'conflict';
  makeMajor(facts, notice, step);
  step.version += 1;
  notice.version += 1;
  return 'ok';
}

/** The Office, of what nobody can review or nobody has in time; anybody but the author, itself, and the three administrators. */
function name(facts: Facts, { who, on, step: place, before, person }: Naming): Answer {
  if (!standing.personOf(facts, who).office) return 'forbidden';
  const notice = facts.notices[on];
  const step = notice?.steps[place];
  if (!(notice && step)) return 'not_found';
  if (notice.author === who) return 'forbidden';
  if (step.status !== 'open' || step.assigned !== before) return 'conflict';
  const late = step.due !== null && step.due < facts.at;
  if (!(step.assigned || late) && standing.hasReviewer(facts, notice, step)) return 'rule';
  const { barred, account } = standing.personOf(facts, person);
  if (person === notice.author || person === who || barred || !account) return 'invalid';
  assign(facts, step, person);
  return 'ok';
}

/** 发布, 时段外发布 and 召回, each with who may; somebody else learns of a notice only if he sees it. */
function send(facts: Facts, act: Sending): Answer {
  const { who, on, version } = act;
  const notice = facts.notices[on];
  if (!notice?.revisions.length || !standing.seesNotice(facts, who, notice)) return 'not_found';
  const may = {
    publish: who === notice.author || standing.standsIn(facts, who, notice),
    release: standing.personOf(facts, who).office && who !== notice.author,
    recall: standing.recalls(facts, who, notice),
  };
  if (!may[act.act]) return 'forbidden';
  if (act.act !== 'recall') return sendOut(facts, notice, act.act === 'release', version);
  if (notice.status !== 'published' || notice.version !== version) return 'conflict';
  recall(facts, notice);
  return 'ok';
}

/** By hand what is approved, by the Office what is scheduled and would go out sooner. */
function sendOut(facts: Facts, notice: Notice, released: boolean, version: number): Answer {
  const { status, publishAt } = notice;
  const at = whenOut(facts, { ...notice, released: notice.released || released });
  if (status === (released ? 'approved' : 'scheduled') || (status === 'approved' && notice.stopped))
    return 'rule';
  if (released && status === 'scheduled' && at >= (publishAt ?? 0)) return 'rule';
  if (!/^(approved|scheduled)$/.test(status) || notice.version !== version) return 'conflict';
  notice.released ||= released;
  schedule(notice, at);
  if (at <= facts.at) goOut(facts, notice);
  return 'ok';
}

function publishDue(facts: Facts): Answer {
  const due = facts.notices.filter(
    ({ status, publishAt }) => status === 'scheduled' && (publishAt ?? 0) <= facts.at,
  );
  const order = (a: Notice, b: Notice) => (a.publishAt ?? 0) - (b.publishAt ?? 0) || (a.id < b.id ? -1 : 1);
  for (const notice of due.toSorted(order)) goOut(facts, notice);
  return 'ok';
}

/** What only its author could go on with, who is gone, is found in office hours, and forgotten when it waits no more. */
function findLeft(facts: Facts): Answer {
  if (!isOpen(facts, facts.at)) return 'ok';
  for (const notice of facts.notices) {
    const waits = /^(approved|returned)$/.test(notice.status) && standing.isLeft(facts, notice);
    notice.left = waits ? (notice.left ?? facts.at) : null;
  }
  return 'ok';
}

/** What becomes of a notice. */
function onNotice(facts: Facts, act: OnNoticeAct, made: string): Answer {
  switch (act.act) {
    case 'save':
      return save(facts, act);
    case 'submit':
      return submit(facts, act);
    case 'copy':
    case 'repeat':
      return copy(facts, act, made);
    case 'reopen':
    case 'withdraw':
      return takeBack(facts, act);
    case 'discard':
      return discard(facts, act);
    case 'assign':
      return name(facts, act);
    case 'publish':
    case 'release':
    case 'recall':
      return send(facts, act);
    case 'read':
    case 'acknowledge':
      return answerTo(facts, act);
    case 'collect':
      return collect(facts, act);
    case 'chase':
      return chase(facts, act);
    case 'emergency':
      return emergency(facts, act, made);
    case 'followUp':
      return followUp(facts, act);
    case 'complete':
    case 'fail':
    case 'reissue':
      return handle(facts, act);
    default:
      return decide(facts, act);
  }
}

/** What nobody does, but time, the product, or another part of it. */
function byItself(facts: Facts, act: WorldAct, made: string): Answer {
  switch (act.act) {
    case 'publishDue':
      return publishDue(facts);
    case 'escalate':
      return escalate(facts);
    case 'remind':
      return remind(facts);
    case 'findLeft':
      return findLeft(facts);
    case 'wait':
      return 'ok';
    default:
      return appear(facts, act, made);
  }
}

/** What the act comes to; the facts are changed accordingly. `made` is the id of what came into being with it. */
export function answer(facts: Facts, act: Act, made: string): Answer {
  if (!('who' in act)) return byItself(facts, act, made);
  if (!standing.personOf(facts, act.who).account) return 'session';
  return isOnStreet(act) ? onStreet(facts, act) : onNotice(facts, act, made);
}
