import { noticeActions } from './actions/notices';
import { callerNames } from './callers';
import { readTable } from './read-table';

/**
 * THE SWEEP: what every server action answers to every kind of caller, with input that is valid and aimed at something that
 * exists. `npm test -- sweep` asks the built product over HTTP and holds it against these tables; it fails when an action,
 * a field of its input, a page, a route or a role is not in them, and when they name something that is gone.
 *
 * To add an action:
 *   1. a row here, named as it is exported from its actions.ts, every cell by what the permission table and the policy say;
 *      further rows ` · situation` where it depends on what it is aimed at: one's own, another unit's, in a state that forbids;
 *   2. what a caller sends, for each row: scripts/sweep/fixtures/, made anew by every call, with names of `hidden()`;
 *   3. the fields of its input, and what becomes of an id that nothing has: ./fields.ts.
 * A page: ./pages.ts. A route: ./handlers.ts. A role: ./callers.ts and stage/cast.ts.
 *
 *   D  done                              S  refused, not signed in       F  forbidden
 *   N  not found, or not to be seen      C  somebody was first           R  against a rule
 *   I  input refused by the command      L  too often
 *   i  input refused at the door         -  cannot be: there is no such caller yet
 *
 * What a capital refuses leaves one record in the audit trail and nothing else in any table, what `i` refuses leaves nothing.
 * The columns are explained in ./callers.ts.
 */
const house = readTable(
  `
                                              st fo id ex en di de aw co mu | me he oh o1 o2 ga le su re sy au dh dl
  # before there is a street
  setUp · before, with a wrong token          F  -  -  -  -  -  -  -  -  -  | -  -  -  -  -  -  -  -  -  -  -  -  -
  setUp · before                              D  -  -  -  -  -  -  -  -  -  | -  -  -  -  -  -  -  -  -  -  -  -  -
  setUp                                       C  C  C  C  C  C  C  C  S  S  | C  C  C  C  C  C  C  C  C  C  C  C  C

  # lib/calendar
  setCalendarDayAction                        S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  removeCalendarDayAction                     S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  removeCalendarDayAction · no such day       S  S  S  S  S  S  S  S  S  S  | F  F  F  C  C  F  F  F  F  F  F  F  F
  pasteCalendarDaysAction                     S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F

  # lib/dictionaries
  tryTextAction                               S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  addWordAction                               S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  addWordAction · there already               S  S  S  S  S  S  S  S  S  S  | F  F  F  R  R  F  F  F  F  F  F  F  F
  changeWordAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  changeWordAction · changed meanwhile        S  S  S  S  S  S  S  S  S  S  | F  F  F  C  C  F  F  F  F  F  F  F  F
  switchWordsAction                           S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  weighWordsAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  removeWordsAction                           S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  removeWordsAction · that came along         S  S  S  S  S  S  S  S  S  S  | F  F  F  R  R  F  F  F  F  F  F  F  F
  restoreVersionAction                        S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  restoreVersionAction · changed meanwhile    S  S  S  S  S  S  S  S  S  S  | F  F  F  C  C  F  F  F  F  F  F  F  F

  # lib/groups
  createGroup                                 S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  editGroup                                   S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  editGroup · archived                        S  S  S  S  S  S  S  S  S  S  | F  F  F  R  R  F  F  F  F  F  F  F  F
  addAdministrator                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  removeAdministrator                         S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  removeAdministrator · the last one          S  S  S  S  S  S  S  S  S  S  | F  F  F  R  R  F  F  F  F  F  F  F  F
  archiveGroup                                S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  archiveGroup · with open business           S  S  S  S  S  S  S  S  S  S  | F  F  F  R  R  F  F  F  F  F  F  F  F
  restoreGroup                                S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  restoreGroup · in use                       S  S  S  S  S  S  S  S  S  S  | F  F  F  C  C  F  F  F  F  F  F  F  F
  confirmNickname                             S  S  S  S  S  S  S  S  S  S  | F  F  N  F  F  D  F  F  N  N  N  N  N
  confirmNickname · one's own                 S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D

  # lib/groups/handling
  completeOrdersAction                        S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  D  N  N  N  N  N  N  N
  completeOrdersAction · of another group     S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  N  N  N  N  N  N  N  N
  completeOrdersAction · done already         S  S  S  S  S  S  S  S  S  S  | N  N  N  C  C  C  N  N  N  N  N  N  N
  failOrdersAction                            S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  D  N  N  N  N  N  N  N
  failOrdersAction · of another group         S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  N  N  N  N  N  N  N  N
  reissueOrderAction                          S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  F  N  N  N  N  N  N  N
  reissueOrderAction · still open             S  S  S  S  S  S  S  S  S  S  | N  N  N  R  R  F  N  N  N  N  N  N  N
  reassignOrdersAction                        S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  reassignOrdersAction · to somebody else     S  S  S  S  S  S  S  S  S  S  | F  F  F  R  R  F  F  F  F  F  F  F  F
  reassignOrdersAction · nothing open         S  S  S  S  S  S  S  S  S  S  | F  F  F  C  C  F  F  F  F  F  F  F  F
  correctPhoneAction                          S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  F  N  F  N  N  N  F  N
  correctPhoneAction · not for the number     S  S  S  S  S  S  S  S  S  S  | N  R  N  D  D  F  N  F  N  N  N  F  N
  correctPhoneAction · as it is on file       S  S  S  S  S  S  S  S  S  S  | N  I  N  I  I  F  N  F  N  N  N  F  N
  dropOrderAction                             S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  F  N  N  N  N  N  N  N
  dropOrderAction · of a request              S  S  S  S  S  S  S  S  S  S  | N  N  N  R  R  F  N  N  N  N  N  N  N
  reportAddedBeforeAction                     S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  D  N  N  N  N  N  N  N
  reportAddedBeforeAction · still open        S  S  S  S  S  S  S  S  S  S  | N  N  N  R  R  R  N  N  N  N  N  N  N
  revealOrderPhoneAction                      S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  D  N  N  N  N  N  N  N
  revealOrderPhoneAction · done already       S  S  S  S  S  S  S  S  S  S  | N  N  N  C  C  C  N  N  N  N  N  N  N

  # lib/groups/nickname
  confirmNicknamesAction                      S  S  S  S  S  S  S  S  S  S  | N  F  N  F  F  D  N  F  N  N  N  N  N
  confirmNicknamesAction · confirmed already  S  S  S  S  S  S  S  S  S  S  | N  F  N  F  F  C  N  F  N  N  N  N  N
  chaseNicknamesAction                        S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  D  N  F  N  N  N  N  N
  chaseNicknamesAction · without an account   S  S  S  S  S  S  S  S  S  S  | N  R  N  R  R  R  N  F  N  N  N  N  N

  # lib/groups/roster: o1, o2 and ga may; others are told so of a group they know of
  checkRosterAction                           S  S  S  S  S  S  S  S  S  S  | N  F  F  D  D  D  F  F  N  N  N  F  F
  checkRosterAction · of a portal group       S  S  S  S  S  S  S  S  S  S  | N  F  F  R  R  N  F  F  N  N  N  F  F
  settleRosterAction                          S  S  S  S  S  S  S  S  S  S  | N  F  F  D  D  D  F  F  N  N  N  F  F
  settleRosterAction · dealt with already     S  S  S  S  S  S  S  S  S  S  | N  F  F  C  C  C  F  F  N  N  N  F  F
  settleAllRosterAction                       S  S  S  S  S  S  S  S  S  S  | N  F  F  D  D  D  F  F  N  N  N  F  F
  confirmSameAction                           S  S  S  S  S  S  S  S  S  S  | N  F  F  D  D  D  F  F  N  N  N  F  F
  confirmSameAction · named already           S  S  S  S  S  S  S  S  S  S  | N  F  F  C  C  C  F  F  N  N  N  F  F

  # lib/groups/baseline
  startBaselineAction                         S  S  S  S  S  S  S  S  S  S  | N  F  F  D  D  D  F  F  N  N  N  F  F
  changeBaselineRowAction                     S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  D  N  N  N  N  N  N  N
  changeBaselineRowAction · vouched for       S  S  S  S  S  S  S  S  S  S  | N  N  N  C  C  C  N  N  N  N  N  N  N
  vouchBaselineAction                         S  S  S  S  S  S  S  S  S  S  | N  N  N  F  F  D  N  N  N  N  N  N  N
  decideBaselineAction                        S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  F  N  N  N  N  N  N  N
  decideBaselineAction · not vouched for      S  S  S  S  S  S  S  S  S  S  | N  N  N  C  C  F  N  N  N  N  N  N  N
  decideBaselineAction · vouched for by o1    S  S  S  S  S  S  S  S  S  S  | N  N  N  F  D  F  N  N  N  N  N  N  N
  decideBaselineAction · done already         S  S  S  S  S  S  S  S  S  S  | N  N  N  C  C  F  N  N  N  N  N  N  N
  returnBaselineAction                        S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  F  N  N  N  N  N  N  N
  discardBaselineAction                       S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  D  N  N  N  N  N  N  N

  # lib/groups/requests
  submitJoinsAction                           S  S  S  S  S  S  S  S  S  S  | F  D  I  D  D  F  F  F  F  F  F  D  F
  submitJoinsAction · for another unit        S  S  S  S  S  S  S  S  S  S  | F  I  D  D  D  F  F  F  F  F  F  I  F
  submitJoinsAction · who is in it already    S  S  S  S  S  S  S  S  S  S  | F  R  I  R  R  F  F  F  F  F  F  R  F
  saveDraftAction                             S  S  S  S  S  S  S  S  S  S  | F  D  D  D  D  F  F  F  F  F  F  D  F
  decideAction                                S  S  S  S  S  S  S  S  S  S  | N  F  N  D  D  N  N  F  N  N  N  F  N
  decideAction · asked for by o1              S  S  S  S  S  S  S  S  S  S  | N  F  N  F  D  N  N  F  N  N  N  F  N
  decideAction · about o1                     S  S  S  S  S  S  S  S  S  S  | N  N  N  F  D  N  N  F  N  N  N  N  N
  decideAction · decided already              S  S  S  S  S  S  S  S  S  S  | N  F  N  C  C  N  N  F  N  N  N  F  N
  decideManyAction                            S  S  S  S  S  S  S  S  S  S  | N  F  N  D  D  N  N  F  N  N  N  F  N
  decideManyAction · asked for by o1          S  S  S  S  S  S  S  S  S  S  | N  F  N  F  D  N  N  F  N  N  N  F  N
  withdrawAction                              S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  F  N  N  N  F  N
  withdrawAction · asked for by the delegate  S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  F  N  N  N  D  N
  withdrawAction · of another unit            S  S  S  S  S  S  S  S  S  S  | N  N  D  F  F  N  N  F  N  N  N  N  N
  terminateAction                             S  S  S  S  S  S  S  S  S  S  | N  F  N  D  D  N  N  F  N  N  N  F  N
  terminateAction · asked for by o1           S  S  S  S  S  S  S  S  S  S  | N  F  N  F  D  N  N  F  N  N  N  F  N

  # lib/groups/inactive
  startSweepAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  answerItemsAction                           S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  N  N  N  N  D  N
  answerItemsAction · of another unit         S  S  S  S  S  S  S  S  S  S  | N  N  D  F  F  N  N  N  N  N  N  N  N
  answerItemsAction · left to the Office      S  S  S  S  S  S  S  S  S  S  | N  F  N  D  D  N  N  N  N  N  N  F  N
  answerItemsAction · answered already        S  S  S  S  S  S  S  S  S  S  | N  C  N  C  C  N  N  N  N  N  N  C  N

  # lib/groups/leaving
  reportLeaveAction                           S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  reportLeaveAction · of somebody else        S  S  S  S  S  S  S  S  S  S  | N  N  N  N  N  N  N  N  N  N  N  N  N
  reportLeaveAction · reported already        S  S  S  S  S  S  S  S  S  S  | R  R  R  R  R  R  R  R  R  R  R  R  R
  fileLeaveAction                             S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  N  N  N  N  D  N
  fileLeaveAction · of another unit           S  S  S  S  S  S  S  S  S  S  | N  N  D  D  D  N  N  N  N  N  N  N  N
  fileLeaveAction · of an administrator        S  S  S  S  S  S  S  S  S  S  | N  R  N  R  R  N  N  N  N  N  N  R  N
  forwardLeavesAction                         S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  F  N  N  N  D  N
  forwardLeavesAction · handed on already     S  S  S  S  S  S  S  S  S  S  | N  C  N  C  C  N  N  F  N  N  N  C  N
  withdrawLeaveAction                         S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  F  N  N  N  F  N
  withdrawLeaveAction · reported by oneself   S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D

  # lib/groups/transfers
  planTransferAction                          S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  N  N  N  N  D  N
  planTransferAction · out of another unit    S  S  S  S  S  S  S  S  S  S  | N  N  D  D  D  N  N  N  N  N  N  N  N
  planTransferAction · of a head              S  S  S  S  S  S  S  S  S  S  | N  R  N  R  R  N  N  N  N  N  N  R  N
  cancelTransferAction                        S  S  S  S  S  S  S  S  S  S  | N  D  F  D  D  N  N  F  N  N  N  D  N

  # lib/identity/accounts
  setFirstPassword                            S  S  S  S  S  S  S  S  D  S  | C  C  C  C  C  C  C  C  C  C  C  C  C
  # open also to who must change his password because it has grown old; who came with a code has none to show
  changePassword                              S  S  S  S  S  S  S  S  I  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  changePassword · with a wrong one           S  S  S  S  S  S  S  S  I  S  | I  I  I  I  I  I  I  I  I  I  I  I  I
  savePreferences                             S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  endMine                                     S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  endMine · of somebody else                  S  S  S  S  S  S  S  S  S  S  | N  N  N  N  N  N  N  N  N  N  N  N  N
  issueCode                                   S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  issueCode · for oneself                     S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  disableAccount                              S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  disableAccount · one's own                  S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  enableAccount                               S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  enableAccount · one's own                   S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  unlockAccount                               S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  unlockAccount · one's own                   S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  endSessions                                 S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  endEveryone                                 S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F

  # lib/identity/factors
  enterCode                                   S  S  S  S  S  S  S  D  S  S  | S  S  S  S  S  S  S  S  S  S  S  S  S
  beginFactor                                 S  S  S  S  S  S  S  S  S  D  | D  D  D  D  D  D  D  D  D  D  D  D  D
  cancelFactor                                S  S  S  S  S  S  S  S  S  D  | D  D  D  D  D  D  D  D  D  D  D  D  D
  confirmFactor                               S  S  S  S  S  S  S  S  S  D  | D  D  D  D  D  D  D  D  D  D  D  D  D
  confirmFactor · offered to another session  S  S  S  S  S  S  S  S  S  C  | C  C  C  C  C  C  C  C  C  C  C  C  C
  renewRecoveryCodes                          S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  giveUpFactor                                S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  resetSomebodysFactor                        S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  resetSomebodysFactor · one's own            S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F

  # lib/identity/imports
  startImportAction                           S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  N  N  N  N  N  N  N  N
  startImportAction · of somebody else        S  S  S  S  S  S  S  S  S  S  | N  N  N  N  N  N  N  N  N  N  N  N  N
  recheckImportAction                         S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  N  N  N  N  N  N  N  N
  recheckImportAction · of somebody else      S  S  S  S  S  S  S  S  S  S  | N  N  N  N  N  N  N  N  N  N  N  N  N
  discardImportAction                         S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  N  N  N  N  N  N  N  N
  discardImportAction · of somebody else      S  S  S  S  S  S  S  S  S  S  | N  N  N  N  N  N  N  N  N  N  N  N  N

  # lib/proof
  askVerificationAction                       S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  D  F  F

  # lib/identity/delegations
  delegateOwnAction                           S  S  S  S  S  S  S  S  S  S  | F  D  D  F  F  F  F  F  F  F  F  F  F
  delegateOwnAction · as a leader             S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  D  F  F  F  F  F  F
  delegateOwnAction · to oneself              S  S  S  S  S  S  S  S  S  S  | F  I  I  F  F  F  F  F  F  F  F  F  F
  enterDelegationAction                       S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  enterDelegationAction · to oneself          S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  enterDelegationAction · with other's paper  S  S  S  S  S  S  S  S  S  S  | F  F  F  I  I  F  F  F  F  F  F  F  F
  endDelegationAction                         S  S  S  S  S  S  S  S  S  S  | N  N  N  D  D  N  N  N  N  N  N  N  N
  endDelegationAction · handed to the caller  S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  endDelegationAction · given by he           S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  N  N  N  N  N  N

  # lib/identity/people
  createPersonAction                          S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  editPersonAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  addPostingAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  endPostingAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  revealPhoneAction                           S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  N  N  F  N  N  N
  revealPhoneAction · of another unit         S  S  S  S  S  S  S  S  S  S  | N  N  D  D  D  N  N  N  N  F  N  N  N
  departPersonAction                          S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  departPersonAction · oneself                S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F

  # lib/identity/roles
  assignRoleAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  assignRoleAction · to oneself               S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  assignRoleAction · against 三员分立         S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  R  F  F  F
  endRoleAction                               S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  endRoleAction · one's own                   S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  endRoleAction · of a group                  S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  setPrimaryLeaderAction                      S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  setPrimaryLeaderAction · oneself            S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  takeChargeAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  takeChargeAction · oneself                  S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  endChargeAction                             S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  endChargeAction · oneself                   S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F

  # lib/identity/units
  createUnitAction                            S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  editUnitAction                              S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  archiveUnitAction                           S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  archiveUnitAction · the Office              S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  F  F  F  F
  archiveUnitAction · with people             S  S  S  S  S  S  S  S  S  S  | F  F  F  R  R  F  F  F  F  F  F  F  F

  # lib/inbox
  openNotification                            S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  openNotification · of somebody else         S  S  S  S  S  S  S  S  S  S  | N  N  N  N  N  N  N  N  N  N  N  N  N
  markAllRead                                 S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D

  # lib/jobs
  retryJobAction                              S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  retryJobAction · not failed                 S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  C  F  F  F
  runScheduleAction                           S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F

  # lib/settings
  changeSettingAction                         S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  changeSettingAction · of signing in         S  S  S  S  S  S  S  S  S  S  | F  F  F  F  F  F  F  F  F  D  F  F  F
  changeSettingAction · changed meanwhile     S  S  S  S  S  S  S  S  S  S  | F  F  F  C  C  F  F  F  F  F  F  F  F
`,
  callerNames,
);

export const actionTable = [...house, ...noticeActions];

/** The action a row is about: what stands before ` · `. */
export const actionOf = (row: string): string => row.split(' · ')[0] ?? row;
