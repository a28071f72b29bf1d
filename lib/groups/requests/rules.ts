import type { RequestKind, RequestStatus } from '@/db/schema/membership';
import { formatShort } from '@/lib/core/time';
import { joinWorkflow } from './states';

/** Reasons most requests have; the form offers them, others are typed. */
export const commonReasons = ['新到岗', '岗位调整', '接替他人工作', '参与专项工作', '工作联络需要'] as const;

/** Reasons most rejections have. */
export const commonRejectReasons = [
  '不承担此项工作',
  '事由不具体，请补充',
  '应由所在单位申请',
  '已在其他群安排',
] as const;

/** Whether its own deadline runs: a join waits for the Office, a reported leave for the head. */
export function awaits({ kind, status }: { kind: RequestKind; status: RequestStatus }): boolean {
  return status === (kind === 'join' ? 'submitted' : 'reported');
}

/** Whether something is still to become of it. */
export function isUnderWay({ status }: { status: RequestStatus }): boolean {
  return status === 'reported' || status === 'submitted' || status === 'approved';
}

/** Who asked: `李娟`, or `张三（代李娟）` when a delegate did. */
export function submitterOf(row: { submittedByName: string; submittedForName: string | null }): string {
  return row.submittedForName ? `${row.submittedByName}（代${row.submittedForName}）` : row.submittedByName;
}

/** What decides whether a person may be added to a group at all, at submission and again at approval. */
export interface JoinFacts {
  personName: string;
  departed: boolean;
  unitName: string;
  unitArchived: boolean;
  /** Home unit or a secondary posting in force. */
  belongs: boolean;
  groupName: string;
  groupArchived: boolean;
}

export interface Obstacle {
  /** The form's field it belongs to. */
  field: 'personId' | 'groupId' | 'unitId';
  message: string;
}

/** Why the person cannot be added; undefined when nothing stands in the way. */
export function joinObstacle(facts: JoinFacts): Obstacle | undefined {
  if (facts.departed) return { field: 'personId', message: `${facts.personName}已离任，不能入群` };
  if (facts.groupArchived) return { field: 'groupId', message: `「${facts.groupName}」已归档，不能加人` };
  if (facts.unitArchived) return { field: 'unitId', message: `${facts.unitName}已撤销，请选择现在的单位` };
  if (!facts.belongs)
    return { field: 'personId', message: `${facts.personName}不在${facts.unitName}任职，请由其所在单位申请` };
  return undefined;
}

/** Names the request that stands in the way of a second one. */
export function openRequestMessage(
  personName: string,
  open: { number: string; status: RequestStatus; submittedBy: string; submittedAt: Date },
): string {
  const state = joinWorkflow.states[open.status].label;
  return `${personName}在该群已有申请 ${open.number}（${state}，${open.submittedBy} ${formatShort(open.submittedAt)} 提交）`;
}
