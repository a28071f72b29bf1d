import type { Answer, Discarding, TakingBack, Writing } from './acts';
import type { Facts, Form, Notice } from './facts';
import { openSteps, voidSteps } from './reviewing';
import { repeatedTooOften } from './sending';
import { personOf, standsIn, writesTo } from './standing';

/** What of a notice is not its words, while nothing has been done with it. */
export const unwritten = (): Omit<Notice, keyof Form | 'author' | 'edited'> => ({
  ...{ emergency: false, posted: false, status: 'draft', version: 1, gone: false, revisions: [], steps: [] },
  ...{ publishAt: null, released: false, stopped: false, left: null, publishedAt: null, orders: [] },
  ...{ followUpDue: null, closed: false, repeatOf: null, chases: [] },
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
  const files = found?.files ?? [];
  if (files.join() !== form.files.join() && !form.files.every((id) => mayAttach(facts, who, found, id)))
    return 'invalid';
  const groups = writable(facts, who, form.groups);
  // A new draft is begun, and kept a moment later.
  const edited = found ? facts.at : facts.at + 1;
  return { ...unwritten(), ...found, ...form, author: who, groups, edited };
}

export const writable = (facts: Facts, who: string, groups: readonly string[]): string[] =>
  groups.filter((id) => writesTo(facts, who, id) && !facts.groups.get(id)?.archived);

/** What this notice has already, one's own upload that nothing has yet, or what one attached before. */
function mayAttach({ files, notices }: Facts, who: string, notice: Notice | null | undefined, id: string) {
  if (notice?.files.includes(id)) return true;
  const { owner = null, by = null } = files.get(id) ?? {};
  return owner === null ? by === who : notices.some((one) => one.id === owner && one.author === who);
}

/** What is attached belongs to a notice from then on, as long as anything that was written holds it. */
function settleFiles({ files, notices }: Facts, notice: Notice): void {
  const kept = notices.filter(({ gone }) => !gone);
  for (const [id, file] of files) {
    if (notice.files.includes(id) && !notice.gone) file.owner ??= notice.id;
    if (file.owner !== notice.id) continue;
    const holds = (one: Notice) =>
      one.files.includes(id) || one.revisions.some((had) => had.files.includes(id));
    if (notice.gone || !kept.some(holds)) file.owner = kept.find(holds)?.id ?? null;
  }
}

export function save(facts: Facts, act: Writing): Answer {
  const copy = kept(facts, act);
  if (typeof copy === 'string') return copy;
  land(facts, act, copy);
  return 'ok';
}

function land(facts: Facts, { on }: Writing, notice: Notice): Notice {
  const place = on ?? facts.notices.length;
  const before = facts.notices[place];
  const same = before?.files.join() === notice.files.join();
  const landed = Object.assign(before ?? notice, notice);
  facts.notices[place] = landed;
  if (!same) settleFiles(facts, landed);
  return landed;
}

/** What of a form may be kept, but not submitted. */
function isBroken(facts: Facts, { form }: Writing, copy: Notice): boolean {
  const begins = Math.max(facts.at, form.planned ?? 0);
  if (copy.wanted === 'read' ? copy.major : (copy.receiptDue ?? 0) <= begins) return true;
  if (form.files.length && !form.named) return true;
  if (copy.release === 'planned' && (form.planned ?? 0) <= facts.at) return true;
  return copy.groups.length === 0 || repeatedTooOften(facts, copy, form.planned ?? facts.at);
}

export function submit(facts: Facts, act: Writing): Answer {
  const copy = kept(facts, act);
  if (typeof copy === 'string') return copy;
  if (!act.form.groups.every((id) => writesTo(facts, act.who, id))) return 'forbidden';
  if (copy.groups.length < act.form.groups.length || isBroken(facts, act, copy)) return 'rule';
  const notice = land(facts, act, copy);
  const { words, groups, files, named, wanted, receiptDue } = notice;
  notice.revisions.push({ words, groups, files, named, wanted, receiptDue });
  Object.assign(notice, { status: 'in_review', version: notice.version + 1 });
  voidSteps(notice);
  openSteps(facts, notice);
  return 'ok';
}

export function takeBack(facts: Facts, { act, who, on, version }: TakingBack): Answer {
  const notice = facts.notices[on];
  if (!notice || notice.gone) return 'not_found';
  if (notice.author !== who && (act === 'reopen' || !standsIn(facts, who, notice))) return 'not_found';
  const { status, revisions } = notice;
  if (act === 'withdraw' && revisions.length === 0) return 'rule';
  const from =
    act === 'reopen' ? /^(in_review|approved|scheduled)$/ : /^(draft|in_review|approved|scheduled|returned)$/;
  if (!from.test(status) || notice.version !== version) return 'conflict';
  Object.assign(notice, { version: version + 1, publishAt: null, released: false, stopped: false });
  if (act === 'reopen') Object.assign(notice, { status: 'draft', edited: facts.at });
  else {
    notice.status = 'withdrawn';
    backToSubmitted(facts, notice);
  }
  voidSteps(notice);
  return 'ok';
}

/** What is withdrawn is what had been submitted, as a major matter where a reviewer made it one. */
function backToSubmitted(facts: Facts, notice: Notice): void {
  const { revisions, steps, wanted: asked } = notice;
  const { wanted = asked, ...last } = revisions.at(-1) ?? {};
  const major = steps.some((step) => step.revision === revisions.length && step.major);
  Object.assign(notice, { ...last, major, wanted: major ? 'acknowledge' : wanted });
  settleFiles(facts, notice);
}

export function discard(facts: Facts, { who, on }: Discarding): Answer {
  const notice = facts.notices[on];
  if (!notice || notice.gone || notice.author !== who) return 'not_found';
  if (notice.status !== 'draft' || notice.revisions.length) return 'rule';
  notice.gone = true;
  settleFiles(facts, notice);
  return 'ok';
}
