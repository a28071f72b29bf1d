import { and, eq } from 'drizzle-orm';
import { membershipRequests } from '@/db/schema/membership';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { Refused } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { lockRequests } from '../../requests/commands/lock';
import { missing } from '../../requests/commands/outcome';
import { visibleRequests } from '../../requests/queries/scope';
import type { Forward } from '../input';
import { mayFileLeave } from '../policy';
import { leaveWorkflow } from '../states';
import { issueRemovals } from './issue';

/**
 * 提交: the head hands on what his people have reported; the orders to take them out go to the groups' administrators. Each row
 * is moved or refused for itself; when none is moved the whole is refused.
 */
export const forwardLeaves = command(
  { name: 'leave.forward', clause: '2.3.1' },
  async (tx, actor, { rows: seen }: Forward) => {
    const locked = await lockRequests(
      tx,
      seen.map(({ id }) => id),
      and(visibleRequests(actor), eq(membershipRequests.kind, 'leave')) ?? visibleRequests(actor),
    );
    const versions = new Map(seen.map(({ id, version }) => [id, version]));
    const moved = await transition(tx, {
      table: membershipRequests,
      workflow: leaveWorkflow,
      verb: 'forward',
      rows: locked.map((row) => ({ ...row, version: versions.get(row.id) ?? 0 })),
      actor,
      may: (by, { unitId }) => mayFileLeave(by, unitId),
      label: ({ number }) => number,
      set: { decidedBy: actor.personId, decidedAt: now() },
    });
    const answers = new Map(moved.map((answer) => [answer.id, answer]));
    const won = locked.flatMap((request) => {
      const answer = answers.get(request.id);
      return answer?.ok
        ? [{ request: { ...request, version: request.version + 1 }, grant: answer.grant }]
        : [];
    });
    const refused = seen.flatMap(({ id }) => {
      const answer = answers.get(id) ?? missing(id, '申请');
      const { number = '', personName = '' } = locked.find((row) => row.id === id) ?? {};
      return answer.ok ? [] : [{ id, number, personName, refusal: answer.refusal }];
    });
    if (!won.length && refused[0]) throw new Refused(refused[0].refusal);
    await issueRemovals(tx, actor, won);
    await record(
      tx,
      actor,
      ...refused.map(({ id, number, refusal }) => ({
        action: 'leave.forward',
        entity: { type: 'leave', id, label: number },
        clause: '2.3.1',
        reason: refusal.message,
        refused: refusal.code,
      })),
    );
    await notify(
      tx,
      won
        .filter(({ request }) => request.submittedBy !== actor.personId)
        .map(({ request }) => ({
          personId: request.submittedBy,
          kind: 'membership' as const,
          title: `您退出「${request.groupName}」的报告已提交，等待群管理员移出`,
          detail: request.number,
          href: `/membership/${request.id}`,
        })),
    );
    return { forwarded: won.length, refused };
  },
);
