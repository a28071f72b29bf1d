import type { Tx } from '@/db/client';
import { granted } from '@/lib/access/may';
import { Refused } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { officeAdmins } from '../../orders/queries/recipients';
import type { SubmitJoin } from '../input';
import { maySubmit } from '../policy';
import { type EnteredJoin, enterJoins } from './enter';

/**
 * 提交申请: one person, one group. Refused when the unit is not the actor's, when something stands in the way
 * (`joinObstacle`), when the person is in the group already, or has a request under way there, which is then named.
 */
export const submitJoin = command(
  {
    name: 'membership.submit',
    clause: '2.1.1',
    once: (input: SubmitJoin) => input.submissionId,
    entity: (input) => ({ type: 'group', id: input.groupId, label: '入群申请' }),
  },
  async (tx, actor, { submissionId, personId, groupId, unitId, reason }) => {
    const grant = granted(maySubmit(actor, unitId));
    const wanted = [{ personId, groupId, unitId, grant }];
    const [{ entered, refused }, office] = await Promise.all([
      enterJoins(tx, actor, wanted, { batchId: submissionId, reason }),
      officeAdmins(tx, actor.personId),
    ]);
    if (refused[0]) throw new Refused(refused[0].refusal);
    const [request] = entered;
    if (!request) throw new Error('neither entered nor refused');
    await tellOffice(tx, office, request);
    const { id, number, nickname, dueAt } = request;
    return { id, number, nickname, dueAt: dueAt.toISOString() };
  },
);

/** Everybody of the Office who may decide it. */
async function tellOffice(
  tx: Tx,
  office: readonly string[],
  { id, number, facts }: EnteredJoin,
): Promise<void> {
  await notify(
    tx,
    office.map((personId) => ({
      personId,
      kind: 'membership' as const,
      title: `${facts.personName}申请加入「${facts.groupName}」，请审核`,
      detail: `${facts.unitName} · ${number}`,
      href: `/membership/${id}`,
    })),
  );
}
