import { isOpen, workingDaysAfter, workingHoursAfter } from '../model/office-time';
import type { Answer } from './acts';
import type { Facts, Notice, Step } from './facts';
import { schedule, whenOut } from './sending';
import { hasReviewer, personOf } from './standing';

/** 3.4.1, 3.4.2, 3.1.3: hours for an ordinary step, days for one of a major matter and for one afterwards. */
const [reviewHours, majorDays, afterwardsDays] = [4, 1, 1];

function dueOf(facts: Facts, { major, afterwards }: Pick<Step, 'major' | 'afterwards'>, at: number): number {
  if (afterwards) return workingDaysAfter(facts, at, afterwardsDays);
  return major ? workingDaysAfter(facts, at, majorDays) : workingHoursAfter(facts, at, reviewHours);
}

function put(facts: Facts, notice: Notice, step: Pick<Step, 'duty' | 'status' | 'afterwards'>): void {
  const due = step.status === 'open' ? dueOf(facts, { ...step, major: notice.major }, facts.at) : null;
  const put: Step = {
    ...step,
    ...{ revision: notice.revisions.length, major: notice.major, version: 1, since: facts.at, due },
    ...{ assigned: null, escalation: 0, escalatedAt: 0, by: null, for: null, vacant: null },
  };
  notice.steps.push(put);
  if (put.status === 'open') lookFor(facts, notice, put);
}

/** The Office is told when a step comes to have nobody. */
function lookFor(facts: Facts, notice: Notice, step: Step): void {
  step.vacant = hasReviewer(facts, notice, step) ? null : (step.vacant ?? facts.at);
}

/** The head, then for a major matter the leader in charge; what a leader wrote, the first of them; nobody issues an emergency himself. */
export function openSteps(facts: Facts, notice: Notice): void {
  const { heads, leads } = personOf(facts, notice.author);
  const head = heads.includes(notice.unit);
  const afterwards = notice.emergency;
  if (leads) put(facts, notice, { duty: 'primary', status: 'open', afterwards });
  else if (afterwards) put(facts, notice, { duty: head ? 'leader' : 'head', status: 'open', afterwards });
  else {
    put(facts, notice, { duty: 'head', status: head ? 'self_issued' : 'open', afterwards });
    if (notice.major) put(facts, notice, { duty: 'leader', status: head ? 'open' : 'waiting', afterwards });
    else if (head) approve(facts, notice);
  }
}

/** After the last step: its time, unless its author is to say when. */
function approve(facts: Facts, notice: Notice): void {
  Object.assign(notice, { status: 'approved', version: notice.version + 1 });
  if (notice.release !== 'by_hand') schedule(notice, whenOut(facts, notice));
}

/** Whoever waited is asked, or the notice is approved. */
export function carryOn(facts: Facts, notice: Notice, step: Step): void {
  if (step.afterwards) return;
  const next = notice.steps.find(({ status }) => status === 'waiting');
  if (!next) approve(facts, notice);
  else {
    Object.assign(next, { status: 'open', version: next.version + 1 });
    notice.version += 1;
    begin(facts, next);
    lookFor(facts, notice, next);
  }
}

/** Its time begins. */
function begin(facts: Facts, step: Step): void {
  Object.assign(step, { since: facts.at, due: dueOf(facts, step, facts.at) });
}

const toVoid = (step: Step): void => {
  Object.assign(step, { status: 'void', version: step.version + 1 });
};

export function sendBack(notice: Notice, step: Step, status: 'returned' | 'rejected'): void {
  if (step.afterwards) return;
  notice.steps.filter((other) => other.status === 'waiting').forEach(toVoid);
  Object.assign(notice, { status, version: notice.version + 1 });
}

/** Its author has taken it back: nothing that was asked or allowed counts any more. */
export function voidSteps(notice: Notice): void {
  notice.steps.filter(({ status }) => /waiting|open|approved|self_issued/.test(status)).forEach(toVoid);
}

/** The leader in charge is asked as well, unless the step is a leader's already; each has a day, and everybody is to acknowledge it. */
export function makeMajor(facts: Facts, notice: Notice, step: Step): void {
  Object.assign(notice, { major: true, wanted: 'acknowledge' });
  Object.assign(step, { major: true, due: dueOf(facts, { ...step, major: true }, step.since) });
  if (step.duty === 'head') put(facts, notice, { duty: 'leader', status: 'waiting', afterwards: false });
}

export function assign(facts: Facts, step: Step, person: string): void {
  Object.assign(step, { assigned: person, escalatedAt: 0, vacant: null });
  begin(facts, step);
}

/** Steps that have lost their reviewers, or found some, are noticed. What is overdue goes to the Office, after as long again to the first of the leaders. */
export function escalate(facts: Facts): Answer {
  const { at, notices } = facts;
  if (!isOpen(facts, at)) return 'ok';
  const open = notices.flatMap((notice) =>
    notice.steps.filter(({ status }) => status === 'open').map((step) => ({ notice, step })),
  );
  for (const { notice, step } of open) {
    lookFor(facts, notice, step);
    const { due, escalation, escalatedAt } = step;
    if (due === null || due >= at) continue;
    // Whoever was named since is late for the first time: the Office hears of him as of the one before.
    if (!escalatedAt) Object.assign(step, { escalation: Math.max(escalation, 1), escalatedAt: at });
    else if (escalation === 1 && workingHoursAfter(facts, escalatedAt, reviewHours) <= at)
      Object.assign(step, { escalation: 2, escalatedAt: at });
  }
  return 'ok';
}
