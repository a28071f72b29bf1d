import { and, eq, lte } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import type { WentOut } from '../rules/outcome';
import { goOut } from './go-out';
import { holdNotice } from './lock';

/**
 * Sends out one notice whose time has come; null when that is done, or being done by another instance. Only the system itself may;
 * twice does what once does.
 */
export const publishDue = command(
  {
    name: 'notice.publish_due',
    clause: '3.3.2',
    entity: ({ id }: { id: string }) => ({ type: 'notice', id, label: '信息' }),
  },
  async (tx, actor, { id }): Promise<WentOut | null> => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const due = and(eq(notices.id, id), eq(notices.status, 'scheduled'), lte(notices.publishAt, now()));
    const held = await holdNotice(tx, due, 'skip');
    return held ? goOut(tx, actor, held, 'system') : null;
  },
);
