/** Reasons most leaves have; the form offers them, others are typed. */
export const commonLeaveReasons = ['调离本单位', '岗位调整', '退休', '离职', '工作已结束'] as const;

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
