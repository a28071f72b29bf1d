import type { NoticeStatus } from '@/db/schema/notices';
import type { StepDuty, StepStatus } from '@/db/schema/reviews';
import { formatShort } from '@/lib/core/time';
import type { Chats } from '../delivery/rules';
import { dutyNames, stepWorkflow } from '../review/states';

/** A step of 办理进度; a `note` says who, when or until when. */
export interface ProgressStep {
  label: string;
  state: 'done' | 'current' | 'waiting' | 'stopped';
  note?: string | undefined;
}

/** A step of the review of what was submitted last. */
interface Reviewed {
  duty: StepDuty;
  status: StepStatus;
  afterwards: boolean;
  statusAt: Date;
  decidedAt: Date | null;
  decidedByName: string | null;
  decidedForName: string | null;
  assignedToName: string | null;
  vacant: boolean;
  deadline: { text: string } | null;
}

interface Standing {
  status: NoticeStatus;
  statusAt: Date;
  statusByName: string;
  authorName: string;
  authorAway: boolean;
  revision: number;
  submittedAt: Date | null;
  publishAt: Date | null;
  publishedAt: Date | null;
  recalledAt: Date | null;
  heldWhy: string | null;
  goesOutNow: boolean;
  steps: readonly Reviewed[];
}

const who = (name: string, at: Date | null): string => (at ? `${name} ${formatShort(at)}` : name);

/** Where it ended, and no step after that is to come. */
const ended: readonly NoticeStatus[] = ['returned', 'rejected', 'withdrawn'];

/**
 * Where a notice stands: 起草 → each review → 发布 → 群内发布. An emergency is out first, and reviewed afterwards. What has come to its end, or was
 * stopped, has only the steps that were taken, and what is left to do.
 */
export function progressOf(notice: Standing, chats: Chats | null): ProgressStep[] {
  const written = writtenStep(notice);
  const reviews = reviewSteps(notice);
  const published = publishSteps(notice, chats);
  const first = notice.steps.some(({ afterwards }) => afterwards);
  return first ? [written, ...published, ...reviews] : [written, ...reviews, ...published];
}

function writtenStep({ status, revision, authorName, submittedAt }: Standing): ProgressStep {
  if (status !== 'draft') return { label: '提交', state: 'done', note: who(authorName, submittedAt) };
  return { label: revision ? '收回修改' : '起草', state: 'current', note: authorName };
}

function reviewSteps(notice: Standing): ProgressStep[] {
  // Taken back for editing: it will be reviewed anew, from the beginning.
  if (notice.status === 'draft') return [{ label: '审核', state: 'waiting' }];
  const over = ended.includes(notice.status);
  // A step that came to nothing because of one before it was nobody's.
  const taken = notice.steps.filter(({ status, decidedByName }) =>
    status === 'void' ? decidedByName : status !== 'waiting' || !over,
  );
  return taken.map(reviewStep);
}

/** Whose step it is or was: of the duty, or of whom the Office named instead. */
function stepLabel({ duty, assignedToName, decidedByName, afterwards }: Reviewed): string {
  const named = assignedToName !== null && (decidedByName ?? assignedToName) === assignedToName;
  return `${named ? '指定审核人' : dutyNames[duty]}${afterwards ? '补审' : '审核'}`;
}

function reviewStep(step: Reviewed): ProgressStep {
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
    // Decided and void: approved, and taken back afterwards.
    case 'approved':
    case 'void':
      return { label, state: 'done', note: who(name ?? '', step.decidedAt) };
    default:
      return { label: `${label}：${word}`, state: 'stopped', note: who(name ?? '', step.decidedAt) };
  }
}

function openNote({ assignedToName, vacant, deadline }: Reviewed): string {
  const by = vacant ? '暂无审核人，待办公室指定' : (assignedToName ?? '');
  return [by, deadline?.text].filter(Boolean).join(' · ');
}

const anew: ProgressStep = { label: '修改后重新提交', state: 'waiting' };

/** What came of it, or is to come: its publishing, and that it was taken back; nothing where nothing will come of it. */
function publishSteps(notice: Standing, chats: Chats | null): ProgressStep[] {
  const { status, statusAt, statusByName, recalledAt, heldWhy } = notice;
  switch (status) {
    case 'rejected':
      return [];
    case 'withdrawn':
      return [{ label: '已撤回', state: 'stopped', note: who(statusByName, statusAt) }];
    case 'returned':
      return [anew];
    case 'recalled':
      return [
        publishStep(notice),
        { label: '已召回', state: 'stopped', note: recalledAt ? formatShort(recalledAt) : undefined },
      ];
    case 'approved':
      return heldWhy ? [{ label: '发布', state: 'stopped', note: '已中止' }, anew] : [publishStep(notice)];
    default:
      return [publishStep(notice), ...chatSteps(chats)];
  }
}

function chatSteps(chats: Chats | null): ProgressStep[] {
  if (!chats?.total) return [];
  const { there, total } = chats;
  return [{ label: '群内发布', state: there === total ? 'done' : 'current', note: `${there}/${total} 个群` }];
}

function publishStep({ status, publishAt, publishedAt, goesOutNow, authorAway }: Standing): ProgressStep {
  if (publishedAt) return { label: '发布', state: 'done', note: formatShort(publishedAt) };
  if (goesOutNow) return { label: '发布', state: 'current', note: '即将发布' };
  if (status === 'scheduled' && publishAt)
    return { label: '发布', state: 'current', note: `定于 ${formatShort(publishAt)}` };
  if (status === 'approved')
    return { label: '发布', state: 'current', note: authorAway ? '起草人已离岗' : '待起草人发布' };
  return { label: '发布', state: 'waiting' };
}
