import type { ListDefinition } from '@/lib/core/paging';
import { officeDay } from '@/lib/core/time';
import { type DelegableRole, type DelegationState, delegableRoles, delegationStates } from './rules';

export interface DelegationRow {
  id: string;
  fromPersonId: string;
  fromName: string;
  fromUnit: string;
  toPersonId: string;
  toName: string;
  toUnit: string;
  role: DelegableRole;
  startsAt: Date;
  /** The moment after its last day. */
  endsAt: Date;
  endedAt: Date | null;
  reason: string;
  /** The Office's clerk, when it was entered from paper. */
  enteredBy: string | null;
  paperFileId: string | null;
  state: DelegationState;
  may: { end: boolean; readPaper: boolean };
}

/** The last day of a delegation: `2026-12-31`. */
export function lastDayOf({ endsAt, endedAt }: Pick<DelegationRow, 'endsAt' | 'endedAt'>): string {
  return officeDay(endedAt ?? new Date(endsAt.getTime() - 1));
}

/** All delegations, for the Office: those in force and to come unless ended ones are asked for. */
export const delegationList: ListDefinition<DelegationRow> = {
  name: 'delegations',
  title: '委托',
  sorts: ['starts', 'ends'],
  defaultSort: 'starts',
  defaultDir: 'desc',
  filters: {
    state: {
      label: '状态',
      choices: Object.entries(delegationStates).map(([value, label]) => ({ value, label })),
    },
  },
  columns: [
    { title: '委托人', value: (row) => row.fromName, width: 12 },
    { title: '委托人单位', value: (row) => row.fromUnit, width: 22 },
    { title: '职责', value: (row) => delegableRoles[row.role], width: 20 },
    { title: '受托人', value: (row) => row.toName, width: 12 },
    { title: '受托人单位', value: (row) => row.toUnit, width: 22 },
    { title: '开始日期', value: (row) => officeDay(row.startsAt), width: 12 },
    { title: '截止日期', value: (row) => lastDayOf(row), width: 12 },
    { title: '事由', value: (row) => row.reason, width: 40 },
    { title: '状态', value: (row) => delegationStates[row.state], width: 10 },
  ],
};
