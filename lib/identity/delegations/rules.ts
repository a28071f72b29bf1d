export const delegationStates = { upcoming: '未开始', current: '生效中', ended: '已结束' } as const;
export type DelegationState = keyof typeof delegationStates;

export const delegableRoles = { unit_head: '部门/社区负责人', leader: '街道领导' } as const;
export type DelegableRole = keyof typeof delegableRoles;

/** Longest period of one delegation, in days; longer absences need another head. */
export const longestDays = 366;

interface Term {
  startsAt: Date;
  endsAt: Date;
  endedAt: Date | null;
}

/** Where a delegation stands at a moment; one that was ended early has ended. */
export function delegationState({ startsAt, endsAt, endedAt }: Term, at: Date): DelegationState {
  if (endedAt || endsAt <= at) return 'ended';
  return startsAt > at ? 'upcoming' : 'current';
}
