import type { Answer, FollowingUp, PublishingFirst } from './acts';
import type { Facts, Notice } from './facts';
import { openSteps } from './reviewing';
import { publish } from './sending';
import { followsUp, publishesFirst, seesNotice } from './standing';
import { unwritten } from './writing';

const hour = 3_600_000;

/** 先行发布: out at once, reviewed afterwards, to be followed up until it is closed. `id` is that of the notice. */
export function emergency(
  facts: Facts,
  { who, unit, words, groups, posted }: PublishingFirst,
  id: string,
): Answer {
  if (!publishesFirst(facts, who, unit, groups)) return 'forbidden';
  if (groups.some((group) => facts.groups.get(group)?.archived)) return 'invalid';
  const wanted = posted ? 'read' : 'acknowledge';
  const written = { words, groups, files: [], named: true, wanted, receiptDue: null } as const;
  const notice: Notice = {
    ...unwritten(),
    ...written,
    ...{ id, author: who, unit, groups: [...groups], files: [], posted, emergency: true, major: false },
    ...{ release: 'approved', planned: null, edited: facts.at },
    ...{ revisions: [{ ...written, files: [] }], followUpDue: facts.at + 2 * hour },
  };
  facts.notices.push(notice);
  publish(facts, notice);
  openSteps(facts, notice);
  return 'ok';
}

/** 续报, every two hours at least; the last one closes it. */
export function followUp(facts: Facts, { who, on, closes }: FollowingUp): Answer {
  const notice = facts.notices[on];
  if (!(notice?.emergency && seesNotice(facts, who, notice))) return 'not_found';
  if (!followsUp(facts, who, notice)) return 'forbidden';
  if (notice.status !== 'published' || notice.closed) return 'conflict';
  notice.closed = closes;
  notice.followUpDue = closes ? null : facts.at + 2 * hour;
  return 'ok';
}
