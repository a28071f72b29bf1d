import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor, Grant } from '@/lib/access/actor';
import { Refused } from '@/lib/core/errors';
import type { Move } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import type { NoticeRow } from '../queries/columns';
import { type NoticeVerb, noticeWorkflow } from '../states';

type Moving<Row> = Pick<
  Move<NoticeRow['status'], NoticeVerb, Row, typeof notices>,
  'verb' | 'may' | 'reason' | 'set'
> & { label?: (row: Row) => string };

/** What a move looks at of a notice. */
type Movable = Pick<NoticeRow, 'id' | 'number' | 'status' | 'version' | 'statusAt' | 'statusByName'>;

/**
 * Moves notices, which are locked, all or none: refused in the words for the first that may not, or has moved on. Gives the grants that
 * allowed it, by the row; none where the system did it.
 */
export async function moveNotices<Row extends Movable>(
  tx: Tx,
  actor: Actor,
  rows: readonly Row[],
  moving: Moving<Row>,
): Promise<(Grant | undefined)[]> {
  const answers = await transition(tx, {
    table: notices,
    workflow: noticeWorkflow,
    rows,
    actor,
    label: ({ number }) => number ?? '',
    ...moving,
  });
  return answers.map((answer) => {
    if (!answer.ok) throw new Refused(answer.refusal);
    return answer.grant;
  });
}

/** The same of one. */
export async function moveNotice<Row extends Movable>(
  tx: Tx,
  actor: Actor,
  row: Row,
  moving: Moving<Row>,
): Promise<Grant | undefined> {
  const [grant] = await moveNotices(tx, actor, [row], moving);
  return grant;
}
