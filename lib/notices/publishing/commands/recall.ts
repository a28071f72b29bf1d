import { and, eq } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { moveNotice } from '../../commands/move';
import { takeBack } from '../../delivery/commands/take-back';
import { retractMessages, tellTargets } from '../../delivery/commands/tell';
import { screened } from '../../emergency/commands/screen';
import { visibleNotices } from '../../queries/visible';
import type { RecallNotice } from '../input';
import { mayRecall } from '../policy';
import { tellAuthor } from './arrange';
import { groupsOf, heldAgain, holdNotice } from './lock';
import { lookAgain } from './look-again';

/**
 * 召回: a published notice is taken back, with a reason (1.3.2). The portal goes on showing it, struck out; posts that are not yet in the
 * chats are cancelled, for those that are there orders to take them back go out; everybody it was for is told, with the reason: it is
 * screened like what is published. What waited because of it need not wait any more.
 */
export const recallNotice = command(
  {
    name: 'notice.recall',
    clause: '1.3.2',
    entity: ({ id }: RecallNotice) => ({ type: 'notice', id, label: '信息' }),
  },
  async (tx, actor, { id, version, reason }) => {
    const held = await holdNotice(tx, and(eq(notices.id, id), visibleNotices(actor)));
    if (!held) return refuse('not_found', '没有找到这条信息');
    const seen = { ...held.notice, groupIds: groupsOf(held), version };
    const set = { recalledAt: now(), recallReason: reason };
    const grant = await moveNotice(tx, actor, seen, { verb: 'recall', may: mayRecall, reason, set });
    await screened(tx, { title: '', body: reason }, { title: 'reason', body: 'reason' });
    const { notice, revision } = await heldAgain(tx, held);
    await retractMessages(tx, id);
    const title = `《${revision.title}》已召回，请勿再转发、引用`;
    await tellTargets(tx, { noticeId: id, title, detail: reason, about: 'recalled' });
    await tellAuthor(tx, actor, notice, `《${revision.title}》已由${actor.name}召回`, reason);
    await lookAgain(tx, actor, { notice, revision });
    return takeBack(tx, actor, { notice, revision }, { reason, grant });
  },
);
