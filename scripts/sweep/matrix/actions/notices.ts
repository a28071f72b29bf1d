import { callerNames } from '../callers';
import { readTable } from '../read-table';

/** The sweep of what is published; how to read and extend it: ../actions.ts. */
export const noticeActions = readTable(
  `
                                              st fo id ex en di de aw co mu | me he oh o1 o2 ga le su re sy au dh dl
  # lib/notices/emergency
  publishFirstAction                          S  S  S  S  S  S  S  S  S  S  | F  D  F  F  F  D  F  F  F  F  F  F  F
  publishFirstAction · to the street          S  S  S  S  S  S  S  S  S  S  | F  D  F  F  F  F  F  F  F  F  F  F  F
  publishFirstAction · of the Office          S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  followUpAction                              S  S  S  S  S  S  S  S  S  S  | F  D  N  D  D  D  F  F  N  N  N  F  F
  followUpAction · closed                     S  S  S  S  S  S  S  S  S  S  | F  C  N  C  C  C  F  F  N  N  N  F  F
  revealPhonesAction                          S  S  S  S  S  S  S  S  S  S  | F  D  N  D  D  D  F  F  N  N  N  F  F
  revealPhonesAction · closed                 S  S  S  S  S  S  S  S  S  S  | F  C  N  C  C  C  F  F  N  N  N  F  F

  # lib/notices/publishing, of a notice that the administrator of the group wrote for 和平社区
  publishNoticeAction                         S  S  S  S  S  S  S  S  S  S  | N  F  N  F  F  D  F  F  N  N  N  F  F
  publishNoticeAction · scheduled             S  S  S  S  S  S  S  S  S  S  | N  F  N  F  F  R  F  F  N  N  N  F  F
  publishNoticeAction · author gone           S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  F  F  N  N  N  F  F
  releaseNoticeAction                         S  S  S  S  S  S  S  S  S  S  | N  F  N  D  D  F  F  F  N  N  N  F  F
  releaseNoticeAction · out already           S  S  S  S  S  S  S  S  S  S  | F  F  N  C  C  F  F  F  N  N  N  F  F
  recallNoticeAction                          S  S  S  S  S  S  S  S  S  S  | F  D  N  D  D  D  F  F  N  N  N  F  F
  recallNoticeAction · recalled already       S  S  S  S  S  S  S  S  S  S  | F  C  N  C  C  C  F  F  N  N  N  F  F

  # lib/notices/receipts, of a notice that the administrator of the group wrote for 和平社区 and its group
  readNoticeAction                            S  S  S  S  S  S  S  S  S  S  | D  N  N  N  N  N  N  N  N  N  N  N  N
  acknowledgeAction                           S  S  S  S  S  S  S  S  S  S  | D  N  N  N  N  N  N  N  N  N  N  N  N
  acknowledgeAction · done already            S  S  S  S  S  S  S  S  S  S  | C  N  N  N  N  N  N  N  N  N  N  N  N
  chaseReceiptsAction                         S  S  S  S  S  S  S  S  S  S  | F  D  N  D  D  D  F  F  N  N  N  F  F
  chaseReceiptsAction · twice today           S  S  S  S  S  S  S  S  S  S  | F  L  N  L  L  L  F  F  N  N  N  F  F
  collectRepliesAction                        S  S  S  S  S  S  S  S  S  S  | F  D  N  D  D  D  F  F  N  N  N  F  F

  # lib/notices/review, of a notice that the administrator of the group wrote, before the head of 和平社区
  decideStepAction                            S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  N  N  N  N  D  N
  decideStepAction · sent back                S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  N  N  N  N  D  N
  decideStepAction · taken back               S  S  S  S  S  S  S  S  S  S  | N  C  N  F  F  N  N  N  N  N  N  C  N
  approveManyAction                           S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  N  N  N  N  D  N
  approveManyAction · never opened            S  S  S  S  S  S  S  S  S  S  | N  R  N  F  F  N  N  N  N  N  N  R  N
  setMajorAction                              S  S  S  S  S  S  S  S  S  S  | N  D  N  F  F  N  N  N  N  N  N  D  N
  assignReviewerAction                        S  S  S  S  S  S  S  S  S  S  | F  F  F  D  D  F  F  F  F  F  F  F  F
  assignReviewerAction · to who wrote it      S  S  S  S  S  S  S  S  S  S  | F  F  F  I  I  F  F  F  F  F  F  F  F
  assignReviewerAction · without account      S  S  S  S  S  S  S  S  S  S  | F  F  F  I  I  F  F  F  F  F  F  F  F
  viewRevisionAction                          S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  N  N  N  N  D  N

  # lib/notices/writing, of a notice that the member wrote for 和平社区 and its group
  saveNoticeAction                            S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  D  D  D  D  D  D
  saveNoticeAction · the member's             S  S  S  S  S  S  S  S  S  S  | D  N  N  N  N  N  N  N  N  N  N  N  N
  saveNoticeAction · submitted                S  S  S  S  S  S  S  S  S  S  | C  N  N  N  N  N  N  N  N  N  N  N  N
  saveNoticeAction · gone on with             S  S  S  S  S  S  S  S  S  S  | C  N  N  N  N  N  N  N  N  N  N  N  N
  submitNoticeAction                          S  S  S  S  S  S  S  S  S  S  | D  D  D  D  D  D  D  F  F  F  F  F  F
  reopenNoticeAction                          S  S  S  S  S  S  S  S  S  S  | D  N  N  N  N  N  N  N  N  N  N  N  N
  reopenNoticeAction · out already            S  S  S  S  S  S  S  S  S  S  | C  N  N  N  N  N  N  N  N  N  N  N  N
  withdrawNoticeAction                        S  S  S  S  S  S  S  S  S  S  | D  N  N  N  N  N  N  N  N  N  N  N  N
  withdrawNoticeAction · withdrawn already    S  S  S  S  S  S  S  S  S  S  | C  N  N  N  N  N  N  N  N  N  N  N  N
  withdrawNoticeAction · author gone          S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  N  N  N  N  N  N
  discardNoticeAction                         S  S  S  S  S  S  S  S  S  S  | D  N  N  N  N  N  N  N  N  N  N  N  N
  discardNoticeAction · submitted once        S  S  S  S  S  S  S  S  S  S  | R  N  N  N  N  N  N  N  N  N  N  N  N
  copyNoticeAction                            S  S  S  S  S  S  S  S  S  S  | D  D  N  D  D  D  D  D  N  N  N  D  D
  copyNoticeAction · not out                  S  S  S  S  S  S  S  S  S  S  | D  N  N  N  N  N  N  N  N  N  N  N  N
  copyNoticeAction · author gone              S  S  S  S  S  S  S  S  S  S  | N  D  N  D  D  N  N  N  N  N  N  N  N
  copyNoticeAction · said again               S  S  S  S  S  S  S  S  S  S  | D  D  N  F  F  D  F  F  N  N  N  D  D
`,
  callerNames,
);
