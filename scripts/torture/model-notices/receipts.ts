import { isOpen, officeDayOf, workingHoursAfter } from '../model/office-time';
import type { Answer, Answering, Chasing, Collecting } from './acts';
import type { Facts, Notice, Person, Receipt } from './facts';
import { chases, personOf, seesNotice } from './standing';

/** 2.2.2b: how often a day anybody is chased, and how many working hours before the time the product reminds. */
const [chasesPerDay, reminderHours] = [2, 4];

const isMissing = ({ wanted, read, acknowledged }: Receipt): boolean =>
  !acknowledged && (wanted === 'acknowledge' || !read);

/** 已读 and 我已知悉: by those it is for, each once. */
export function answerTo({ notices }: Facts, { act, who, on }: Answering): Answer {
  const notice = notices[on];
  const receipt = notice?.receipts.get(who);
  if (!(notice && receipt)) return 'not_found';
  if (act === 'read') {
    Object.assign(receipt, { read: true, source: receipt.source ?? 'portal' });
    return 'ok';
  }
  if (notice.status === 'recalled' || receipt.wanted === 'read') return 'rule';
  if (receipt.acknowledged) return 'conflict';
  Object.assign(receipt, { read: true, acknowledged: true, source: receipt.source ?? 'portal' });
  return 'ok';
}

/** What keeps somebody from setting about the receipts of a notice at all. */
function unasked(facts: Facts, who: string, notice: Notice | undefined): Answer | null {
  if (!(notice && seesNotice(facts, who, notice))) return 'not_found';
  return notice.status === 'published' ? null : 'rule';
}

/** Answers from the chat are matched with those the notice is for; who is picked by hand has to be one of them. */
export function collect(facts: Facts, { who, on, people, pasted }: Collecting): Answer {
  const notice = facts.notices[on];
  const refused = unasked(facts, who, notice);
  const reach = notice ? chases(facts, who, notice) : [];
  if (pasted && (refused === 'not_found' || !notice?.publishedAt || !reach.length)) return 'forbidden';
  const theirs = people.flatMap((id) => {
    const receipt = notice?.receipts.get(id);
    return receipt && (reach === 'all' || reach.includes(receipt.unit)) ? [receipt] : [];
  });
  if (pasted && !theirs.length) return 'invalid';
  if (refused) return refused;
  if (!reach.length) return 'forbidden';
  if (!pasted && theirs.length < people.length) return 'rule';
  for (const receipt of theirs.filter(({ acknowledged }) => !acknowledged))
    Object.assign(receipt, { read: true, acknowledged: true, source: 'chat', enteredBy: who });
  return 'ok';
}

const isAskable = ({ account, departed, joined }: Person, { groups }: Notice): boolean =>
  account && !departed && groups.some((group) => joined.includes(group));

/** 一键催办: nobody is asked more than twice a day, whoever asks; units that were, are passed over. Asked is who has an account, and is in a group of it still. */
export function chase(facts: Facts, { who, on, unit }: Chasing): Answer {
  const notice = facts.notices[on];
  const refused = unasked(facts, who, notice);
  if (refused || !notice) return refused ?? 'not_found';
  const reach = chases(facts, who, notice);
  if (reach !== 'all' && !(unit && reach.includes(unit))) return 'forbidden';
  const day = officeDayOf(facts.at);
  const times = (of: string | null) =>
    notice.chases.filter((one) => one.day === day && one.unit === of).length;
  const isTired = (of: string | null) => times(null) + (of ? times(of) : 0) >= chasesPerDay;
  if (isTired(unit)) return 'limited';
  const asked = [...notice.receipts].filter(
    ([id, receipt]) =>
      isMissing(receipt) &&
      isAskable(personOf(facts, id), notice) &&
      (unit ? receipt.unit === unit : !isTired(receipt.unit)),
  );
  if (!asked.length) return 'rule';
  for (const [, receipt] of asked) receipt.chased = facts.at;
  notice.chases.push({ day, unit, by: who, people: asked.map(([id]) => id) });
  return 'ok';
}

/** The product's own reminders in office hours: one before the time is over, one after it. */
export function remind(facts: Facts): Answer {
  if (!isOpen(facts, facts.at)) return 'ok';
  const near = workingHoursAfter(facts, facts.at, reminderHours);
  for (const receipt of facts.notices.flatMap(({ receipts }) => [...receipts.values()])) {
    const { wanted, acknowledged, due, reminded } = receipt;
    if (wanted === 'read' || acknowledged || due === null) continue;
    if (due < facts.at) receipt.reminded = 2;
    else if (due < near && reminded === 0) receipt.reminded = 1;
  }
  return 'ok';
}
