/** Reasons most leaves have; the form offers them, others are typed. */
export const commonLeaveReasons = ['调离本单位', '岗位调整', '退休', '离职', '工作已结束'] as const;

/** Whether somebody who leaves groups for this reason leaves the service altogether, which is a departure and not a leave. */
export const endsService = (reason: string): boolean =>
  /退休|离职|离任|离岗|辞职|辞退|解聘|去世|病故/.test(reason);

/** Whether he goes to another unit, which may be one of the street: then it is a transfer. */
export const movesElsewhere = (reason: string): boolean => /调离|调往|调到|调任|调入/.test(reason);

/** What decides whether somebody can be taken out of a group at all. */
export interface LeaveFacts {
  personName: string;
  groupName: string;
  groupArchived: boolean;
  /** He administers the group's orders. */
  administrator: boolean;
}

/** Why the membership cannot be ended by a leave; undefined when nothing stands in the way. */
export function leaveObstacle(facts: LeaveFacts): string | undefined {
  if (facts.groupArchived) return `「${facts.groupName}」已归档，不必再退群`;
  if (facts.administrator)
    return `${facts.personName}是「${facts.groupName}」的群管理员，请街道办公室先另行指定群管理员`;
  return undefined;
}
