import { roles } from '@/lib/access/roles';
import { type Choice, dayPattern, type ListDefinition } from '@/lib/core/paging';
import { actionAreas } from './names/acts';
import { entityNames, refusalNames } from './names/data';

export interface AuditRow {
  id: number;
  at: Date;
  actorId: string | null;
  actorName: string;
  actorUnit: string | null;
  /** 街道办公室管理员, 部门/社区负责人（代李娟）; null when no role was needed or none allowed it. */
  actingRole: string | null;
  action: string;
  actionName: string;
  outcome: 'done' | 'refused';
  /** Why it was refused. */
  code: string | null;
  entityType: string | null;
  entityId: string | null;
  entityLabel: string | null;
  clause: string | null;
  reason: string | null;
  address: string | null;
  requestRef: string | null;
}

const choices = (names: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const outcomeNames = { done: '成功', refused: '被拒绝' } as const;

export const auditList: ListDefinition<AuditRow> = {
  name: 'audit',
  title: '审计日志',
  sorts: ['at'],
  defaultSort: 'at',
  defaultDir: 'desc',
  filters: {
    area: { label: '操作类别', choices: choices(actionAreas) },
    outcome: { label: '结果', choices: choices(outcomeNames) },
    code: { label: '拒绝原因', choices: choices(refusalNames) },
    role: { label: '行使角色', choices: choices(roles) },
    type: { label: '对象类别', choices: choices(entityNames) },
    from: { label: '起始日期', pattern: dayPattern },
    to: { label: '截止日期', pattern: dayPattern },
    person: { label: '操作人' },
    /** Everything that happened to one thing. */
    object: { label: '对象', pattern: /^[\w.-]{1,64}$/ },
  },
  columns: [
    { title: '编号', value: (row) => row.id, width: 10 },
    { title: '时间', value: (row) => row.at, width: 18 },
    { title: '操作人', value: (row) => row.actorName, width: 12 },
    { title: '单位', value: (row) => row.actorUnit, width: 20 },
    { title: '行使角色', value: (row) => row.actingRole, width: 24 },
    { title: '操作', value: (row) => row.actionName, width: 20 },
    { title: '结果', value: (row) => outcomeNames[row.outcome], width: 10 },
    {
      title: '拒绝原因',
      value: (row) => (row.code ? (refusalNames[row.code] ?? row.code) : null),
      width: 18,
    },
    {
      title: '对象类别',
      value: (row) => (row.entityType ? (entityNames[row.entityType] ?? row.entityType) : null),
      width: 14,
    },
    { title: '对象', value: (row) => row.entityLabel, width: 30 },
    { title: '制度条款', value: (row) => row.clause, width: 10 },
    { title: '理由', value: (row) => row.reason, width: 36 },
    { title: '来源地址', value: (row) => row.address, width: 16 },
    { title: '请求编号', value: (row) => row.requestRef, width: 14 },
  ],
};
