import { refuse } from '@/lib/core/errors';
import { standingOf } from '../../requests/queries/standing';
import { type HoldOrigins, readBack } from './held';

/** Lines of roster checks read their orders back. Who has ceased to be a member is not added to the chat once more. */
export const holdRosterEntries: HoldOrigins = async (tx, ids) => ({
  ...(await readBack(tx, ids)),
  label: () => '花名册比对',
  refuseNeedless: async (inTx, { kind, personId, groupId }) => {
    if (kind !== 'add' || !personId) return;
    const { member } = await standingOf(inTx, personId, groupId);
    if (!member) refuse('conflict', '此人已不在登记中，不必重新下达；请选择「不再办理」');
  },
});
