import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { Deadline } from '@/components/ui/deadline';
import { Timeline, type TimelineItem } from '@/components/ui/timeline';
import { changeCount, changesBetween } from '@/lib/notices/review/diff';
import type { ReviewDetail, ReviewStep, Revision } from '@/lib/notices/review/queries/detail';
import { takenBackText, voidText } from '@/lib/notices/review/rules/taken-back';
import { dutyNames, stepWorkflow } from '@/lib/notices/review/states';

/** 审核进度: every revision with its steps, who decided them and in whose stead, what is asked of whom now, and the publishing. */
export function ReviewProgress({ notice }: { notice: ReviewDetail }) {
  const revisions = notice.revisions.toReversed();
  const items = revisions.flatMap((revision, index) => [
    submission(revision, revisions[index - 1]),
    ...notice.steps
      .filter(({ revisionId }) => revisionId === revision.id)
      .flatMap((step) => stepItem(step, notice)),
  ]);
  // What went out first was published between its submission and its review.
  const first = notice.steps.some(({ afterwards }) => afterwards);
  const place = first ? 1 : items.length;
  return (
    <Card title="审核进度">
      <Timeline items={withRecall(items.toSpliced(place, 0, ...ending(notice)), notice)} />
    </Card>
  );
}

function submission(revision: Revision, before: Revision | undefined): TimelineItem {
  const changed = (of: 'title' | 'body') => changeCount(changesBetween(before?.[of] ?? '', revision[of]));
  const said = [
    ['标题', changed('title')],
    ['正文', changed('body')],
  ] as const;
  const changes = said.flatMap(([what, count]) => (count ? `${what} ${count} 处修改` : [])).join('，');
  return {
    key: revision.id,
    title: `${revision.submittedByName} 提交第 ${revision.number} 版`,
    at: revision.submittedAt,
    detail: before ? changes || '文字没有修改' : undefined,
  };
}

function stepItem(step: ReviewStep, notice: ReviewDetail): TimelineItem[] {
  const duty = step.assignedTo && step.decidedBy === step.assignedTo ? '指定审核人' : dutyNames[step.duty];
  if (step.status === 'open') return [openItem(step, notice)];
  if (step.status === 'waiting')
    return [{ key: step.id, title: `${duty}审核`, tone: 'waiting', detail: '待上一步通过' }];
  if (step.status === 'self_issued')
    return [{ key: step.id, title: `${step.statusByName} 自行签发（${duty}）`, at: step.statusAt }];
  if (!(step.decidedByName && step.decidedAt)) return [];
  return [
    {
      key: step.id,
      title: `${step.decidedByName} ${verdictOf(step)}（${duty}）`,
      at: step.decidedAt,
      detail: [
        step.decidedForName && `代${step.decidedForName}`,
        step.status === 'void' && voidText(step, notice),
      ]
        .filter(Boolean)
        .join(' · '),
      note: step.opinion,
      tone: toneOf(step),
    },
  ];
}

function verdictOf({ status, afterwards }: ReviewStep): string {
  if (afterwards) return status === 'approved' ? '追认' : '不予追认';
  return status === 'void' ? '通过' : stepWorkflow.states[status].label;
}

function toneOf({ status }: ReviewStep): TimelineItem['tone'] {
  if (status === 'void') return 'waiting';
  return status === 'approved' ? 'done' : 'bad';
}

function openItem(step: ReviewStep, { current }: ReviewDetail): TimelineItem {
  const able = current?.reviewers ?? [];
  const asked = able.length ? (step.assignedToName ?? able.join('、')) : '';
  const duty = step.assignedToName ? '指定审核人' : dutyNames[step.duty];
  return {
    key: step.id,
    title: asked ? `${asked} 审核中（${duty}）` : `待指定审核人（${duty}）`,
    tone: asked ? 'current' : 'bad',
    detail:
      current?.deadline && step.dueAt ? <Deadline dueAt={step.dueAt} {...current.deadline} /> : undefined,
    note: step.assignedReason ? `指定原因：${step.assignedReason}` : undefined,
  };
}

/** What came of it, or is to come: that it was taken back, or its publishing; nothing of what will never be published. */
function ending(notice: ReviewDetail): TimelineItem[] {
  const { status, statusAt } = notice;
  if (status === 'rejected') return [];
  if (status === 'returned') return [{ key: 'again', title: '待起草人修改后重新提交', tone: 'waiting' }];
  const title = takenBackText(notice);
  if (!title) return [publishing(notice)];
  return [{ key: 'taken-back', title, at: statusAt, tone: status === 'draft' ? 'current' : 'bad' }];
}

/** That it was recalled and why, at its time: an emergency may be reviewed after that. */
function withRecall(items: TimelineItem[], notice: ReviewDetail): TimelineItem[] {
  const { status, statusByName, recalledAt, recallReason } = notice;
  if (status !== 'recalled' || !recalledAt) return items;
  const later = items.findIndex(({ at }) => !at || new Date(at) > recalledAt);
  const title = `${statusByName} 召回`;
  const recall: TimelineItem = { key: 'recall', title, at: recalledAt, note: recallReason, tone: 'bad' };
  return items.toSpliced(later < 0 ? items.length : later, 0, recall);
}

function publishing({ status, publishAt, publishedAt, heldWhy }: ReviewDetail): TimelineItem {
  if (publishedAt) return { key: 'publish', title: '已发布', at: publishedAt };
  if (status === 'approved' && heldWhy)
    return { key: 'publish', title: '已中止发布', tone: 'bad', detail: heldWhy };
  return {
    key: 'publish',
    title: '发布',
    tone: 'waiting',
    detail: publishAt ? (
      <>
        预计 <DateTime at={publishAt} />
        {heldWhy ? ` · ${heldWhy}` : null}
      </>
    ) : undefined,
  };
}
