/** Roles that the permission table speaks of. `member` comes from being a person, the rest are assigned for a period. */
export const roles = {
  member: '群成员',
  unit_head: '部门/社区负责人',
  office_admin: '街道办公室管理员',
  group_admin: '群管理员',
  leader: '街道领导',
  supervisor: '监督小组成员（纪检）',
  representative: '监督小组成员（群成员代表）',
  system_admin: '系统管理员',
  auditor: '审计员',
} as const;

export type Role = keyof typeof roles;

/** 三员分立: these powers are never in one pair of hands. */
const separated: readonly (readonly Role[])[] = [
  ['system_admin'],
  ['auditor'],
  ['office_admin', 'unit_head', 'leader', 'group_admin', 'supervisor', 'representative'],
];

const side = (role: Role): number => separated.findIndex((set) => set.includes(role));

/** The role among `held` that must not be combined with `wanted`, if there is one. */
export function clashingRole(held: readonly Role[], wanted: Role): Role | undefined {
  const wantedSide = side(wanted);
  if (wantedSide < 0) return undefined;
  return held.find((role) => side(role) >= 0 && side(role) !== wantedSide);
}
