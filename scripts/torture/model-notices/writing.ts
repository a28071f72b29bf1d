import type { Answer, Discarding, Facts, Form, Notice, TakingBack, Writing } from './facts';
import { openSteps, voidSteps } from './reviewing';
import { repeatedTooOften } from './sending';
import { personOf, writesTo } from './standing';

/** What of a notice is not its words, while nothing has been done with it. */
export const unwritten = (): Omit<Notice, keyof Form | 'author' | 'edited'> => ({
  ...{ emergency: false, posted: false, status: 'draft', version: 1, gone: false, revisions: [], steps: [] },
  ...{ publishAt: null, released: false, publishedAt: null, followUpDue: null, closed: false, orders: [] },
  deliveries: new Map(),
  receipts: new Map(),
});

/** The notice as the form would leave it, or why it may not. */
function kept(facts: Facts, { who, on, form, seen }: Writing): Notice | Answer {
  const found = on === null ? null : facts.notices[on];
  if (found && (found.author !== who || found.gone)) return 'not_found';
  if (found && !/^(draft|returned)$/.test(found.status)) return 'conflict';
  if (found && found.edited !== seen) return 'conflict';
  if (found?.revisions.length && found.major && !form.major) return 'rule';
  if (form.unit !== personOf(facts, who).unit) return 'invalid';
  const groups = form.groups.filter((id) => writesTo(facts, who, id) && !facts.groups.get(id)?.archived);
  // A new draft is begun, and kept a moment later.
  const edited = found ? facts.at : facts.at + 1;
  return { ...unwritten(), ...found, ...form, author: who, groups, edited };
}

export function save(facts: Facts, act: Writing): Answer {
  const copy = kept(facts, act);
  if (typeof copy === 'string') return copy;
  land(facts, act, copy);
  return 'ok';
}

function land(facts: Facts, { on }: Writing, notice: Notice): Notice {
  const place = on ?? facts.notices.length;
  const landed = Object.assign(facts.notices[place] ?? notice, notice);
  facts.notices[place] = landed;
  return landed;
}

/** What of a form may be kept, but not submitted. */
function isBroken(facts: Facts, { form }: Writing, copy: Notice): boolean {
  const begins = Math.max(facts.at, form.planned ?? 0);
  if (copy.wanted === 'read' ? copy.major : (copy.receiptDue ?? 0) <= begins) return true;
  if (copy.release === 'planned' && (form.planned ?? 0) <= facts.at) return true;
  return copy.groups.length === 0 || repeatedTooOften(facts, copy, form.planned ?? facts.at);
}

export function submit(facts: Facts, act: Writing): Answer {
  const copy = kept(facts, act);
  if (typeof copy === 'string') return copy;
  if (!act.form.groups.every((id) => writesTo(facts, act.who, id))) return 'forbidden';
  if (copy.groups.length < act.form.groups.length || isBroken(facts, act, copy)) return 'rule';
  const notice = land(facts, act, copy);
  const { words, groups } = notice;
  notice.revisions.push({ words, groups });
  Object.assign(notice, { status: 'in_review', version: notice.version + 1 });
  voidSteps(notice);
  openSteps(facts, notice);
  return 'ok';
}

export function takeBack(facts: Facts, { act, who, on, version }: TakingBack): Answer {
  const notice = facts.notices[on];
  if (!notice || notice.gone || notice.author !== who) return 'not_found';
  const { status, revisions } = notice;
  if (act === 'withdraw' && revisions.length === 0) return 'rule';
  const from =
    act === 'reopen' ? /^(in_review|approved|scheduled)$/ : /^(draft|in_review|approved|scheduled|returned)$/;
  if (!from.test(status) || notice.version !== version) return 'conflict';
  Object.assign(notice, { version: version + 1, publishAt: null, released: false });
  if (act === 'reopen') Object.assign(notice, { status: 'draft', edited: facts.at });
  else notice.status = 'withdrawn';
  voidSteps(notice);
  return 'ok';
}

export function discard({ notices }: Facts, { who, on }: Discarding): Answer {
  const notice = notices[on];
  if (!notice || notice.gone || notice.author !== who) return 'not_found';
  if (notice.status !== 'draft' || notice.revisions.length) return 'rule';
  notice.gone = true;
  return 'ok';
}
