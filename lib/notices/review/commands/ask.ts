import type { Tx } from '@/db/client';
import type { noticeSteps } from '@/db/schema/reviews';
import { officeAdmins } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { emergencyName } from '../../states';
import type { Reviewer } from '../queries/reviewers';
import { dutyNames } from '../states';

/** A step that is put before its reviewers, with what they are told. */
export interface AskedStep
  extends Pick<
    typeof noticeSteps.$inferSelect,
    'id' | 'noticeId' | 'duty' | 'unitId' | 'authorId' | 'major' | 'afterwards'
  > {
  title: string;
  number: string | null;
  authorName: string;
  /** Whom the Office has named before. */
  assignedTo?: string | null;
}

const nameOf = ({ title }: AskedStep): string => `《${title}》`;

function toReviewer(step: AskedStep, personId: string) {
  return {
    personId,
    kind: 'notice' as const,
    title: step.afterwards
      ? `${emergencyName(step.title)}已先行发布，请补审`
      : `${nameOf(step)}请审核${step.major ? '（重要事项）' : ''}`,
    detail: `${step.authorName} · ${step.number ?? ''}`,
    href: `/review/${step.noticeId}`,
  };
}

function toOffice(step: AskedStep, personId: string) {
  return {
    personId,
    kind: 'notice' as const,
    title: `${nameOf(step)}无人可以审核，请指定审核人`,
    detail: `${step.assignedTo ? '指定审核人' : dutyNames[step.duty]}空缺或不能登录 · ${step.number ?? ''}`,
    href: `/review/${step.noticeId}`,
    dedupeKey: `review.vacant:${step.id}:${step.assignedTo ?? ''}`,
  };
}

/** Tells those who can review each step; of a step with nobody the Office, which may assign somebody. */
export async function tellReviewers(
  tx: Tx,
  steps: readonly AskedStep[],
  reviewers: ReadonlyMap<string, readonly Reviewer[]>,
): Promise<void> {
  const vacant = steps.filter(({ id }) => !reviewers.has(id));
  const office = vacant.length ? await officeAdmins(tx) : [];
  await notify(tx, [
    ...steps.flatMap((step) => (reviewers.get(step.id) ?? []).map(({ id }) => toReviewer(step, id))),
    ...vacant.flatMap((step) => office.filter((id) => id !== step.authorId).map((id) => toOffice(step, id))),
  ]);
}
