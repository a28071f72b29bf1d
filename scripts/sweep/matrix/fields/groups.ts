import type { Input } from './input';

const reason = 'words';
const submissionId = 'id>v';
const opinion = { decision: 'choice', reason: 'words?' };
const group = { name: 'words', platform: 'choice', ownerUnitId: 'id>I', purpose: 'words' };
const leave = { submissionId, membershipIds: 'several', 'membershipIds.0': 'id>N', reason };

/** Groups, their members, requests and orders. */
export const groupInputs: Readonly<Record<string, Input>> = {
  createGroup: {
    by: 'o1',
    fields: { submissionId, ...group, administrators: 'several', 'administrators.0.personId': 'id>N' },
    // A group outside this portal needs an administrator; a line left empty names nobody.
    except: { administrators: { list: 'I' }, 'administrators.0.personId': { empty: 'I' } },
  },
  editGroup: {
    by: 'o1',
    fields: {
      id: 'id>N',
      ...group,
      seen: 'group',
      'seen.name': 'seen',
      'seen.platform': 'seen',
      'seen.ownerUnitId': 'seen',
      'seen.purpose': 'seen',
    },
    // The group has none.
    except: { 'seen.purpose': { empty: 'v' } },
  },
  addAdministrator: { by: 'o1', fields: { groupId: 'id>N', personId: 'id>N' } },
  removeAdministrator: { by: 'o1', fields: { groupId: 'id>N', personId: 'id>C', reason } },
  archiveGroup: { by: 'o1', fields: { id: 'id>N', reason } },
  restoreGroup: { by: 'o1', fields: { id: 'id>N', reason } },
  confirmNickname: { by: 'ga', fields: { membershipId: 'id>N' } },

  completeOrdersAction: {
    by: 'ga',
    fields: {
      orders: 'several',
      'orders.0.id': 'id>N',
      'orders.0.version': 'version',
      handledAt: 'when?',
      screenshots: 'several?',
      'screenshots.0': 'id>I',
    },
    // Left out they are none; so is the list of which the only one is gone.
    except: { screenshots: { gone: 'v' }, 'screenshots.0': { gone: 'v' } },
  },
  failOrdersAction: {
    by: 'ga',
    fields: { orders: 'several', 'orders.0.id': 'id>N', 'orders.0.version': 'version', reason },
  },
  reassignOrdersAction: {
    by: 'o1',
    fields: { groupId: 'id>N', orderId: 'id>N', toPersonId: 'id>R', reason },
    // Left out it is all of the group's.
    except: { orderId: { gone: 'v' } },
  },
  correctPhoneAction: { by: 'o1', fields: { id: 'id>N', phone: 'formal' } },
  dropOrderAction: { by: 'o1', fields: { id: 'id>N', reason } },
  reissueOrderAction: { by: 'o1', fields: { id: 'id>N' } },
  reportAddedBeforeAction: { by: 'ga', fields: { id: 'id>N' } },
  revealOrderPhoneAction: { by: 'ga', fields: { id: 'id>N' } },

  submitJoinsAction: {
    by: 'o1',
    fields: { submissionId, rows: 'formal', groupIds: 'several', 'groupIds.0': 'id>R', reason },
    // Rows are one text, of which what is no row at all is refused at the door.
    except: { rows: { text: 'I' } },
  },
  saveDraftAction: {
    by: 'he',
    // A form as it stands may be empty anywhere.
    fields: { rows: 'note', groupIds: 'several', 'groupIds.0': 'id>v', reason: 'note' },
    except: { groupIds: { list: 'v' } },
  },
  decideAction: { by: 'o1', fields: { id: 'id>N', version: 'version', ...opinion } },
  decideManyAction: {
    by: 'o1',
    fields: {
      rows: 'several',
      'rows.0.id': 'id>N',
      'rows.0.version': 'version',
      'rows.0.reject': 'switch?',
      ...opinion,
    },
  },
  withdrawAction: { by: 'he', fields: { id: 'id>N', version: 'version', reason: 'words?' } },
  terminateAction: { by: 'o1', fields: { id: 'id>N', version: 'version', reason } },

  startSweepAction: { by: 'o1', fields: { submissionId } },
  answerItemsAction: {
    by: 'he',
    fields: {
      rows: 'several',
      'rows.0.id': 'id>N',
      'rows.0.version': 'version',
      answer: 'choice',
      reason: 'words?',
    },
  },
  planTransferAction: {
    by: 'o1',
    fields: {
      submissionId,
      personId: 'id>N',
      toUnitId: 'id>I',
      duty: 'note',
      effectiveOn: 'day',
      leaves: 'several?',
      'leaves.0': 'id>N',
      joins: 'several?',
      'joins.0': 'id>N',
      reason,
    },
  },
  cancelTransferAction: { by: 'he', fields: { id: 'id>N', version: 'version', reason } },

  reportLeaveAction: { by: 'me', fields: leave },
  fileLeaveAction: { by: 'o1', fields: leave },
  forwardLeavesAction: {
    by: 'he',
    fields: { rows: 'several', 'rows.0.id': 'id>N', 'rows.0.version': 'version' },
  },
  withdrawLeaveAction: { by: 'he', fields: { id: 'id>N', version: 'version', reason: 'words?' } },

  confirmNicknamesAction: { by: 'ga', fields: { membershipIds: 'several', 'membershipIds.0': 'id>N' } },
  chaseNicknamesAction: {
    by: 'ga',
    fields: { membershipIds: 'several', 'membershipIds.0': 'id>N' },
  },
  checkRosterAction: { by: 'ga', fields: { submissionId, groupId: 'id>N', text: 'words' } },
  settleRosterAction: {
    by: 'ga',
    fields: {
      submissionId,
      checkId: 'id>N',
      rows: 'several',
      'rows.0.id': 'id>N',
      'rows.0.version': 'version',
      step: 'choice',
      reason: 'words?',
    },
  },
  settleAllRosterAction: { by: 'ga', fields: { submissionId, checkId: 'id>N', step: 'choice' } },
  confirmSameAction: {
    by: 'ga',
    fields: { checkId: 'id>N', id: 'id>N', version: 'version', membershipId: 'id>I' },
  },
  startBaselineAction: { by: 'ga', fields: { submissionId, groupId: 'id>N', text: 'words' } },
  changeBaselineRowAction: {
    by: 'ga',
    fields: { id: 'id>N', rowId: 'id>N', change: 'choice', unitId: 'id?>v' },
  },
  vouchBaselineAction: { by: 'ga', fields: { id: 'id>N', version: 'version' } },
  decideBaselineAction: { by: 'o1', fields: { id: 'id>N', version: 'version' } },
  returnBaselineAction: { by: 'o1', fields: { id: 'id>N', version: 'version', reason } },
  discardBaselineAction: { by: 'ga', fields: { id: 'id>N', version: 'version' } },
};
