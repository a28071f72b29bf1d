import { roles } from '@/lib/access/roles';
import type { ListDefinition } from '@/lib/core/paging';
import { formatMoment } from '@/lib/core/time';

export const accountStates = {
  none: '未开通',
  code: '待首次登录',
  active: '已开通',
  disabled: '已停用',
} as const;
export type AccountState = keyof typeof accountStates;

export interface RoleShown {
  /** The role as the table of roles names it. */
  label: string;
  /** Unit or group it is held over, 主要领导, or nothing. */
  scope: string | null;
}

export interface PersonRow {
  id: string;
  name: string;
  unitName: string;
  unitShortName: string;
  duty: string;
  affiliated: boolean;
  /** `138****5678`, or null when none is on file. */
  phone: string | null;
  roles: RoleShown[];
  account: AccountState;
  departedAt: Date | null;
}

export const roleText = ({ label, scope }: RoleShown): string => (scope ? `${label}（${scope}）` : label);

/** All roles of a person in words, each named once: `群管理员（街道工作总群、防汛应急群）`. */
export function rolesText(held: readonly RoleShown[]): string {
  const labels = [...new Set(held.map((role) => role.label))];
  return labels
    .map((label) => {
      const scopes = held.flatMap((role) => (role.label === label && role.scope ? [role.scope] : []));
      return roleText({ label, scope: scopes.join('、') || null });
    })
    .join('；');
}

const assignable = Object.entries(roles).filter(([role]) => role !== 'member');

/** 人员 with the departed left out, unless they are asked for. Exports carry masked phones only. */
export const peopleList: ListDefinition<PersonRow> = {
  name: 'people',
  title: '人员',
  sorts: ['unit', 'name', 'created'],
  defaultSort: 'unit',
  defaultDir: 'asc',
  filters: {
    unit: { label: '单位' },
    role: { label: '角色', choices: assignable.map(([value, label]) => ({ value, label })) },
    account: {
      label: '账号',
      choices: Object.entries(accountStates).map(([value, label]) => ({ value, label })),
    },
    kind: {
      label: '人员类别',
      choices: [
        { value: 'staff', label: '工作人员' },
        { value: 'affiliated', label: '外部人员' },
      ],
    },
    state: {
      label: '在岗情况',
      choices: [
        { value: 'present', label: '在岗' },
        { value: 'departed', label: '已离任' },
      ],
    },
  },
  columns: [
    { title: '姓名', value: (person) => person.name, width: 12 },
    { title: '单位', value: (person) => person.unitName, width: 22 },
    { title: '职务', value: (person) => person.duty, width: 16 },
    { title: '人员类别', value: (person) => (person.affiliated ? '外部人员' : '工作人员'), width: 10 },
    { title: '手机号', value: (person) => person.phone, width: 14 },
    { title: '角色', value: (person) => rolesText(person.roles), width: 40 },
    { title: '账号', value: (person) => accountStates[person.account], width: 12 },
    {
      title: '离任时间',
      value: (person) => (person.departedAt ? formatMoment(person.departedAt) : null),
      width: 20,
    },
  ],
};
