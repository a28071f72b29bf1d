import type { Answer, Copying } from './acts';
import type { Facts, Notice } from './facts';
import { personOf, seesNotice, standsIn } from './standing';
import { unwritten, writable } from './writing';

/** Of what it is a copy: one's own notice as it stands; of one that is out, and not recalled, or left behind, what was handed in last. */
function sourceFor(facts: Facts, who: string, notice: Notice | undefined) {
  if (!(notice && seesNotice(facts, who, notice))) return null;
  if (notice.author === who) return notice;
  const isOut = notice.publishedAt !== null && notice.status !== 'recalled';
  return isOut || standsIn(facts, who, notice) ? notice.revisions.at(-1) : null;
}

function mayRepeat(facts: Facts, who: string, { status, emergency, author, unit }: Notice): Answer {
  if (status !== 'published' || emergency) return 'rule';
  return author === who || unit === personOf(facts, who).unit ? 'ok' : 'forbidden';
}

/** A draft with the same words, files and groups; `made` is its id. A repeat knows the first of those that say the same. */
export function copy(facts: Facts, { act, who, on }: Copying, made: string): Answer {
  const earlier = facts.notices[on];
  const source = sourceFor(facts, who, earlier);
  if (!(earlier && source)) return 'not_found';
  const refused = act === 'repeat' ? mayRepeat(facts, who, earlier) : 'ok';
  if (refused !== 'ok') return refused;
  const { words, files, named, groups, wanted } = source;
  const { major } = earlier;
  facts.notices.push({
    ...unwritten(),
    ...{
      id: made,
      author: who,
      unit: personOf(facts, who).unit,
      edited: facts.at,
      words,
      files,
      named,
      major,
    },
    ...{ wanted: major ? 'acknowledge' : wanted, receiptDue: null, release: 'approved', planned: null },
    groups: writable(facts, who, groups),
    repeatOf: act === 'repeat' ? (earlier.repeatOf ?? earlier.id) : null,
  });
  return 'ok';
}
