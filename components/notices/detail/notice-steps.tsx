import { Card } from '@/components/ui/card';
import { type Step, Steps } from '@/components/ui/steps';
import { formatShort } from '@/lib/core/time';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { dutyNames, stepWorkflow } from '@/lib/notices/review/states';

type ReviewStep = NoticeDetail['steps'][number];

const who = (name: string, at: Date | null): string => (at ? `${name} ${formatShort(at)}` : name);

/** Where a notice stands: 起草 → each review → 发布. An emergency is out first, and reviewed afterwards. */
export function NoticeSteps({ notice }: { notice: NoticeDetail }) {
  // A step that came to nothing because of one before it was nobody's.
  const reviews = notice.steps
    .filter(({ status, decidedByName }) => status !== 'void' || decidedByName)
    .map(reviewStep);
  const written = writtenStep(notice);
  const first = notice.steps.some(({ afterwards }) => afterwards);
  const items = first
    ? [written, ...publishSteps(notice), ...reviews]
    : [written, ...(reviews.length ? reviews : [waitingReview(notice)]), ...publishSteps(notice)];
  return (
    <Card title="办理进度">
      <Steps items={items} />
    </Card>
  );
}

function writtenStep({ submittedAt, authorName, status, statusAt, statusByName }: NoticeDetail): Step {
  if (status === 'draft') return { label: '起草', state: 'current', note: authorName };
  if (status === 'withdrawn') return { label: '已撤回', state: 'stopped', note: who(statusByName, statusAt) };
  return { label: '提交', state: 'done', note: who(authorName, submittedAt) };
}

const waitingReview = ({ status }: NoticeDetail): Step => ({
  label: '审核',
  state: status === 'published' || status === 'recalled' ? 'done' : 'waiting',
});

/** Whose step it is or was: of the duty, or of whom the Office named instead. */
function stepLabel({ duty, assignedToName, decidedByName, afterwards }: ReviewStep): string {
  const named = assignedToName !== null && (decidedByName ?? assignedToName) === assignedToName;
  return `${named ? '指定审核人' : dutyNames[duty]}${afterwards ? '补审' : '审核'}`;
}

function reviewStep(step: ReviewStep): Step {
  const label = stepLabel(step);
  const word =
    step.afterwards && step.status === 'rejected' ? '不予追认' : stepWorkflow.states[step.status].label;
  const name = step.decidedForName ? `${step.decidedByName}（代${step.decidedForName}）` : step.decidedByName;
  switch (step.status) {
    case 'open':
      return { label, state: 'current', note: openNote(step) };
    case 'waiting':
      return { label, state: 'waiting' };
    case 'self_issued':
      return { label: word, state: 'done', note: formatShort(step.statusAt) };
    case 'approved':
      return { label, state: 'done', note: who(name ?? '', step.decidedAt) };
    default:
      return { label: `${label}：${word}`, state: 'stopped', note: who(name ?? '', step.decidedAt) };
  }
}

function openNote({ assignedToName, vacant, deadline }: ReviewStep): string {
  const by = vacant ? '暂无审核人，待办公室指定' : (assignedToName ?? '');
  return [by, deadline?.text].filter(Boolean).join(' · ');
}

/** What came of it, or is to come: its publishing, and that it was recalled; nothing where nothing will come of it. */
function publishSteps(notice: NoticeDetail): Step[] {
  const { status, recalledAt } = notice;
  if (status === 'rejected') return [];
  if (status === 'returned') return [{ label: '修改后重新提交', state: 'waiting' }];
  if (status !== 'recalled') return [publishStep(notice)];
  const recalled = { label: '已召回', note: recalledAt ? formatShort(recalledAt) : undefined };
  return [publishStep(notice), { ...recalled, state: 'stopped' }];
}

function publishStep(notice: NoticeDetail): Step {
  const { status, publishAt, publishedAt, heldWhy, goesOutNow, authorAway } = notice;
  if (publishedAt) return { label: '发布', state: 'done', note: formatShort(publishedAt) };
  if (goesOutNow) return { label: '发布', state: 'current', note: '即将发布' };
  if (status === 'scheduled' && publishAt)
    return { label: '发布', state: 'current', note: `定于 ${formatShort(publishAt)}` };
  if (status === 'approved' && heldWhy) return { label: '发布', state: 'stopped', note: '已中止' };
  if (status === 'approved')
    return { label: '发布', state: 'current', note: authorAway ? '起草人已离岗' : '待起草人发布' };
  return { label: '发布', state: 'waiting' };
}
