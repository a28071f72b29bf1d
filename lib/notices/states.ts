import type { NoticeCategory, NoticeStatus } from '@/db/schema/notices';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const noticeStates = {
  draft: { label: '草稿', tone: 'neutral' },
  in_review: { label: '审核中', tone: 'warning' },
  approved: { label: '待发布', tone: 'info' },
  scheduled: { label: '待自动发布', tone: 'info' },
  published: { label: '已发布', tone: 'success' },
  returned: { label: '已退回', tone: 'error' },
  rejected: { label: '不予发布', tone: 'error' },
  withdrawn: { label: '已撤回', tone: 'neutral' },
  recalled: { label: '已召回', tone: 'error' },
} as const satisfies Record<NoticeStatus, State>;

/**
 * 信息 (3.*). `approve` is the consequence of the last review step, `schedule` of an approval with a time. `reopen` takes a submitted
 * one back for editing: its next submission is a new revision, and what was approved before counts no more.
 */
export const noticeWorkflow = defineWorkflow({
  name: 'notice',
  label: '信息',
  states: noticeStates,
  verbs: {
    submit: { label: '提交审核', from: ['draft', 'returned'], to: 'in_review', clause: '3.4.2' },
    reopen: { label: '撤回修改', from: ['in_review', 'approved', 'scheduled'], to: 'draft', clause: '3.4.2' },
    return: { label: '退回修改', from: ['in_review'], to: 'returned', clause: '3.4.2' },
    reject: { label: '不予发布', from: ['in_review'], to: 'rejected', clause: '3.4.2' },
    withdraw: {
      label: '撤回',
      from: ['draft', 'in_review', 'approved', 'scheduled', 'returned'],
      to: 'withdrawn',
      clause: '3.4.2',
    },
    approve: { label: '审核通过', from: ['in_review'], to: 'approved', clause: '3.4.2' },
    schedule: { label: '安排发布', from: ['approved', 'scheduled'], to: 'scheduled', clause: '3.3.2' },
    // Earlier, out of hours: a time given by the Office, with its reason.
    release: { label: '时段外发布', from: ['scheduled'], to: 'scheduled', clause: '3.3.2' },
    // What is about to go out is not what was approved: it waits for its author and the Office.
    stop: { label: '中止发布', from: ['scheduled'], to: 'approved', clause: '3.4.2' },
    publish: { label: '发布', from: ['scheduled'], to: 'published', clause: '3.3.2' },
    publish_first: { label: '先行发布', from: ['draft'], to: 'published', clause: '3.1.3' },
    recall: { label: '召回', from: ['published'], to: 'recalled', clause: '1.3.2' },
  },
});

export type NoticeVerb = keyof typeof noticeWorkflow.verbs;

/** States in which the author may change the working copy. */
export const editableStatuses = ['draft', 'returned'] as const satisfies NoticeStatus[];

/** 信息类别 (3.1.1, 3.1.3). */
export const categoryNames: Readonly<Record<NoticeCategory, string>> = {
  deployment: '工作部署',
  activity: '工作动态',
  announcement: '通知公告',
  policy: '政策文件',
  progress: '工作进展',
  results: '工作成果',
  experience: '经验交流',
  emergency: '突发事件',
};

/** How an emergency is marked wherever it stands among others. */
export const emergencyBadge = '突发';

/** What an emergency is called in messages. */
export const emergencyName = (title: string): string => `【${categoryNames.emergency}】《${title}》`;

export const noticeCategories = Object.keys(categoryNames) as [NoticeCategory, ...NoticeCategory[]];

/** What an ordinary notice may be; an emergency has a form of its own. */
export const writtenCategories = noticeCategories.filter((category) => category !== 'emergency');
