import type { Caller } from './callers';
import type { Spoiling } from './malformed';

export interface Input {
  /** Who sends it: somebody who may. */
  by: Caller;
  /**
   * Every field with its kind (./malformed.ts); `0` stands for one of several. After `>` what an id is answered that nothing
   * has, `v` for what well-formed input is.
   */
  fields: Readonly<Record<string, string>>;
  /** What well-formed input is answered, when it is not done. */
  wellFormed?: string;
  /** Cells that differ from the table of kinds. */
  except?: Readonly<Record<string, Partial<Record<Spoiling, string>>>>;
  /** Rows of the table of whole inputs that differ. */
  whole?: Readonly<Record<string, string>>;
}

const reason = 'words';
const personAndReason = { personId: 'id>N', reason };
const submissionId = 'id>v';
const password = { password: 'formal', confirm: 'formal' };
const opinion = { decision: 'choice', reason: 'words?' };
const handover = {
  submissionId,
  role: 'choice',
  toPersonId: 'id>I',
  startsOn: 'day',
  lastDay: 'day',
  reason,
};
const group = { name: 'words', platform: 'choice', ownerUnitId: 'id>I', purpose: 'words' };
const leave = { submissionId, membershipIds: 'several', 'membershipIds.0': 'id>N', reason };
const unit = { name: 'words', shortName: 'words', kind: 'choice', sort: 'whole' };

/** The input of every action. */
export const inputs: Readonly<Record<string, Input>> = {
  setUp: {
    by: 'st',
    wellFormed: 'C',
    fields: {
      token: 'words',
      streetName: 'words',
      officeName: 'words',
      officeShortName: 'words',
      adminName: 'words',
      adminUsername: 'formal',
      ...password,
      officeAdminName: 'words',
      officeAdminUsername: 'formal',
    },
    whole: { 'empty, by a stranger': 'i' },
  },

  setCalendarDayAction: {
    by: 'o1',
    fields: { day: 'day', working: 'choice', name: 'words', source: 'words', provisional: 'switch' },
  },
  removeCalendarDayAction: { by: 'o1', fields: { day: 'day', reason } },
  pasteCalendarDaysAction: {
    by: 'o1',
    fields: { year: 'formal', text: 'words', source: 'words' },
    except: { text: { text: 'I' } },
  },

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
    fields: { rows: 'several', 'rows.0.id': 'id>N', 'rows.0.version': 'version', ...opinion },
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

  setFirstPassword: { by: 'co', fields: password },
  changePassword: { by: 'me', fields: { current: 'current', ...password, endOthers: 'switch' } },
  savePreferences: { by: 'me', fields: { textSize: 'choice', singleKeyDecisions: 'switch' } },
  endMine: {
    by: 'me',
    fields: { sessionIds: 'several', 'sessionIds.0': 'id>N', current: 'current' },
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

  },
  issueCode: {
    by: 'sy',
    fields: { personId: 'id>N', username: 'formal?' },
    // The first code makes the account.
    except: { username: { empty: 'I' } },
  },
  disableAccount: { by: 'sy', fields: personAndReason },
  enableAccount: { by: 'sy', fields: personAndReason },
  unlockAccount: { by: 'sy', fields: personAndReason },
  endSessions: { by: 'sy', fields: personAndReason },
  endEveryone: { by: 'sy', fields: { reason } },

  enterCode: { by: 'aw', fields: { code: 'formal' }, whole: { 'empty, by a stranger': 'i' } },
  beginFactor: { by: 'me', fields: { current: 'current', code: 'formal?' } },
  cancelFactor: { by: 'me', fields: {}, whole: { 'an empty object': 'v' } },
  confirmFactor: { by: 'me', fields: { code: 'formal', endOthers: 'switch' } },
  renewRecoveryCodes: {
    by: 'me',
    fields: { current: 'current', code: 'formal?' },
    // Who has a factor must show it.
    except: { code: { empty: 'I' } },
  },
  giveUpFactor: {
    by: 'me',
    fields: { current: 'current', code: 'formal?' },
    except: { code: { empty: 'I' } },
  },
  resetSomebodysFactor: { by: 'sy', fields: personAndReason },

  startImportAction: { by: 'o1', fields: { id: 'id>N', version: 'version' } },
  recheckImportAction: { by: 'o1', fields: { id: 'id>N' } },
  discardImportAction: { by: 'o1', fields: { id: 'id>N' } },

  askVerificationAction: { by: 'au', fields: {}, whole: { 'an empty object': 'v' } },

  delegateOwnAction: { by: 'he', fields: handover },
  enterDelegationAction: {
    by: 'o1',
    fields: { ...handover, fromPersonId: 'id>I', paperFileId: 'id>I' },
  },
  endDelegationAction: { by: 'o1', fields: { id: 'id>N' } },

  createPersonAction: {
    by: 'o1',
    fields: {
      submissionId,
      name: 'words',
      unitId: 'id>I',
      duty: 'note',
      affiliated: 'switch',
      phone: 'formal',
    },
  },
  editPersonAction: {
    by: 'o1',
    fields: { id: 'id>N', name: 'words', unitId: 'id>I', duty: 'note', phone: 'formal?' },
  },
  addPostingAction: {
    by: 'o1',
    fields: { submissionId, personId: 'id>N', unitId: 'id>I', startsOn: 'day', endsOn: 'day?' },
  },
  endPostingAction: { by: 'o1', fields: { id: 'id>N', personId: 'id>N', endsOn: 'day' } },
  revealPhoneAction: { by: 'o1', fields: { id: 'id>N' } },
  departPersonAction: { by: 'o1', fields: { id: 'id>N', reason } },

  assignRoleAction: {
    by: 'sy',
    fields: {
      submissionId,
      personId: 'id>N',
      role: 'choice',
      unitId: 'id?>v',
      startsOn: 'day',
      lastDay: 'day?',
      reason,
    },
  },
  endRoleAction: { by: 'sy', fields: { id: 'id>C', personId: 'id>N', lastDay: 'day?', reason } },
  setPrimaryLeaderAction: { by: 'sy', fields: personAndReason },
  takeChargeAction: { by: 'sy', fields: { submissionId, leaderId: 'id>N', unitId: 'id>I', reason } },
  endChargeAction: { by: 'sy', fields: { leaderId: 'id>N', unitId: 'id>I', reason } },

  createUnitAction: { by: 'o1', fields: { submissionId, ...unit } },
  editUnitAction: { by: 'o1', fields: { id: 'id>N', ...unit } },
  archiveUnitAction: { by: 'o1', fields: { id: 'id>N', reason } },

  openNotification: { by: 'me', fields: { id: 'id>N' } },
  markAllRead: { by: 'me', fields: { until: 'formal' } },

  retryJobAction: { by: 'sy', fields: { job: 'choice', id: 'id>C' } },
  runScheduleAction: { by: 'sy', fields: { job: 'choice' } },

  changeSettingAction: {
    by: 'o1',
    fields: { key: 'choice', value: 'formal', version: 'whole', reason },
    // A version that nobody has seen.
    except: { version: { num: 'C' } },
  },
};
