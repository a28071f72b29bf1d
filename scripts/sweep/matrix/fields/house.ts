import type { Input } from './input';

const reason = 'words';
const personAndReason = { personId: 'id>N', reason };
const submissionId = 'id>v';
const password = { password: 'formal', confirm: 'formal' };
const handover = {
  submissionId,
  role: 'choice',
  toPersonId: 'id>I',
  startsOn: 'day',
  lastDay: 'day',
  reason,
};
const word = { word: 'words', category: 'choice', severity: 'choice', note: 'note', reason };
const unit = { name: 'words', shortName: 'words', kind: 'choice', sort: 'whole' };

/** People, accounts, rules and the product itself. */
export const houseInputs: Readonly<Record<string, Input>> = {
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

  tryTextAction: { by: 'o1', fields: { text: 'words' } },
  addWordAction: { by: 'o1', fields: word },
  changeWordAction: { by: 'o1', fields: { id: 'id>N', version: 'version', ...word } },
  switchWordsAction: { by: 'o1', fields: { ids: 'several', 'ids.0': 'id>N', active: 'switch', reason } },
  weighWordsAction: { by: 'o1', fields: { ids: 'several', 'ids.0': 'id>N', severity: 'choice', reason } },
  removeWordsAction: { by: 'o1', fields: { ids: 'several', 'ids.0': 'id>N', reason } },
  restoreVersionAction: { by: 'o1', fields: { number: 'whole', latest: 'version', reason } },

  setFirstPassword: { by: 'co', fields: password },
  changePassword: { by: 'me', fields: { current: 'current', ...password, endOthers: 'switch' } },
  savePreferences: { by: 'me', fields: { textSize: 'choice', singleKeyDecisions: 'switch' } },
  endMine: {
    by: 'me',
    fields: { sessionIds: 'several', 'sessionIds.0': 'id>N', current: 'current' },
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
