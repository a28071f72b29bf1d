import type { StepDuty, StepStatus } from '@/db/schema/reviews';
import { dutyNames } from '../states';

/** What of a step says who decides it. */
export interface RouteStep {
  duty: StepDuty;
  status: StepStatus;
  afterwards: boolean;
  assignedTo: string | null;
  assignedToName: string | null;
  decidedBy: string | null;
}

/** Of the duty, or whom the Office named instead, unless somebody of the duty was first. */
function reviewerOf({ duty, assignedTo, assignedToName, decidedBy }: RouteStep): string {
  const named = assignedToName !== null && (decidedBy === null || decidedBy === assignedTo);
  return named ? `指定审核人${assignedToName}` : dutyNames[duty];
}

/** Who reviews a revision, by the steps that it really has: `重要事项，由主要领导审核`; null of one without steps. */
export function routeText(major: boolean, steps: readonly RouteStep[]): string | null {
  if (!steps.length) return null;
  const [own, others] = [
    steps.filter(({ status }) => status === 'self_issued'),
    steps.filter(({ status }) => status !== 'self_issued'),
  ];
  const by = others.map(reviewerOf).join('和');
  if (steps.some(({ afterwards }) => afterwards)) return `突发事件先行发布，由${by}补审`;
  const parts = [
    major ? '重要事项' : '一般信息',
    ...own.map(({ duty }) => `${dutyNames[duty]}自行签发`),
    ...(by ? [`由${by}审核`] : []),
  ];
  return parts.join('，');
}
