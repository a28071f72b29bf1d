import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { Refused } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { judge, type Moved } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import { type LockedRequest, lockRequests } from '../../requests/commands/lock';
import { missing } from '../../requests/commands/outcome';
import { visibleRequests } from '../../requests/queries/scope';
import type { Forward } from '../input';
import { mayFileLeave } from '../policy';
import { leaveObstacle } from '../rules';
import { leaveWorkflow } from '../states';
import { administering } from './administering';
import { issueRemovals } from './issue';
import { tellOfDeparture } from './service';

const mayForward = (by: Actor, { unitId }: LockedRequest) => mayFileLeave(by, unitId);

/** What has come in the way since it was reported; asked only of rows that may be handed on, so that it tells no stranger. */
async function obstaclesTo(tx: Tx, actor: Actor, rows: readonly LockedRequest[]): Promise<Moved[]> {
  const free = rows.filter(
    (row) => judge({ workflow: leaveWorkflow, verb: 'forward', actor, may: mayForward }, row).ok,
  );
  const holds = await administering(
    tx,
    free.map(({ id }) => id),
  );
  return free.flatMap((row) => {
    const message = leaveObstacle({ ...row, administrator: holds.has(row.id) });
    return message ? [{ id: row.id, ok: false, refusal: { code: 'rule', message, clause: '2.3.1' } }] : [];
  });
}

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
    const rows = locked.map((row) => ({ ...row, version: versions.get(row.id) ?? 0 }));
    const stopped = await obstaclesTo(tx, actor, rows);
    const moved = await transition(tx, {
      table: membershipRequests,
      workflow: leaveWorkflow,
      verb: 'forward',
      rows: rows.filter(({ id }) => !stopped.some((answer) => answer.id === id)),
      actor,
      may: mayForward,
      label: ({ number }) => number,
      set: { decidedBy: actor.personId, decidedAt: now() },
    });
    const answers = new Map([...stopped, ...moved].map((answer) => [answer.id, answer]));
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
    await tellOfDeparture(
      tx,
      actor,
      won.map(({ request }) => request),
    );
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
