import type { RevisionFile } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { environment } from '@/lib/core/env';
import { historyOf } from '@/lib/groups/orders/queries/history';
import { maySeeDeliveries, publishingMay } from '../publishing/policy';
import { actsOf, bySystem, inWords } from '../rules/history';
import { editableStatuses } from '../states';
import { writingMay } from '../writing/policy';
import { isOwed } from './list';
import { postingEvents } from './postings';
import { type NoticeFacts, readNotice, readRevisions, readSteps, readWorkingCopy } from './rows';

type Revision = Awaited<ReturnType<typeof readRevisions>>[number];

export interface ShownText {
  title: string;
  body: string;
  attachments: RevisionFile[];
  targets: { groupId: string; name: string }[];
  /** Null of a draft nobody else has seen. */
  hash: string | null;
  revision: number | null;
}

/** The words as this reader is to have them: what went out; to its author what he is changing; else what was submitted last. */
async function shownText(
  row: NoticeFacts,
  revisions: readonly Revision[],
  isAuthor: boolean,
): Promise<ShownText> {
  const changing = isAuthor && editableStatuses.some((one) => one === row.status);
  const wanted = row.publishedRevision ?? row.revision;
  const revision = changing ? undefined : revisions.find(({ number }) => number === wanted);
  if (revision) {
    const { title, body, attachments, targets, hash, number } = revision;
    return { title, body, attachments, targets, hash, revision: number };
  }
  const { title, body } = row;
  return { title, body, ...(await readWorkingCopy(row.id)), hash: null, revision: null };
}

/** Between those who write, review and publish it; nobody else's business. */
const internal = {
  ...{ titleReason: '', answers: {}, heldWhy: null, releasedBy: null, releaseReason: null },
  // Which may have gone to others than this reader.
  ...{ repeatOf: null, originalTitle: null },
};

/** What is not the reader's to know of the row left out: what the Office and reviewers say of it, and what its author is changing. */
function shownRow(row: NoticeFacts, last: Revision | undefined, isAuthor: boolean): NoticeFacts {
  if (!row.follows) return { ...row, ...internal };
  if (isAuthor || row.status !== 'returned' || !last) return row;
  const { title, body, category, receiptWanted, receiptDueAt } = last;
  return { ...row, title, body, category, receiptWanted, receiptDueAt, titleReason: '', answers: {} };
}

/**
 * One notice as this reader may have it: its words, where it stands, what happened to it, and what he may do now; null when there is
 * none, or none that he may see. Who only receives it is told what went out, not how it was reviewed. At most six statements.
 */
export async function noticeDetail(actor: Actor, id: string) {
  const found = await readNotice(actor, id);
  if (!found) return null;
  const { postings, ...row } = found;
  const isAuthor = row.authorId === actor.personId;
  const [revisions, steps, calendar] = await Promise.all([
    readRevisions(row.id),
    row.follows ? readSteps(row.id) : [],
    workCalendar(),
  ]);
  const [text, events] = await Promise.all([
    shownText(row, revisions, isAuthor),
    row.follows
      ? historyOf([
          { type: 'notice', ids: [row.id] },
          { type: 'review', ids: steps.map((step) => step.id) },
        ])
      : [],
  ]);
  const at = now();
  const owed = isOwed(row);
  const current = revisions[0]?.id;
  return {
    ...shownRow(row, revisions[0], isAuthor),
    isAuthor,
    text,
    link: new URL(`/notices/${row.id}`, environment().NEXTAUTH_URL).href,
    revisions: row.follows ? revisions : [],
    steps: steps
      .filter(({ revisionId }) => revisionId === current)
      .map((step) => ({
        ...step,
        deadline: step.status === 'open' && step.dueAt ? deadlineText(calendar, step.dueAt, at) : null,
      })),
    owed,
    /** Approved, and its time has come: it goes out any moment. */
    goesOutNow: row.status === 'scheduled' && row.publishAt !== null && row.publishAt <= at,
    deadline: owed && row.receipt?.dueAt ? deadlineText(calendar, row.receipt.dueAt, at) : null,
    events: inWords(
      bySystem(actsOf(events)),
      steps.some(({ afterwards }) => afterwards),
    )
      .concat(maySeeDeliveries(actor, row).allowed ? postingEvents(postings) : [])
      .sort((a, b) => a.id - b.id),
    may: {
      ...writingMay(actor, row),
      ...publishingMay(actor, row),
      review: row.waitsForMe,
      acknowledge: owed,
    },
  };
}

export type NoticeDetail = NonNullable<Awaited<ReturnType<typeof noticeDetail>>>;
