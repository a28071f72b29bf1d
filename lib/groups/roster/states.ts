import type { RosterKind, RosterStatus, RosterStep } from '@/db/schema/roster';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const rosterStates = {
  open: { label: '待处理', tone: 'warning' },
  done: { label: '已处理', tone: 'success' },
  ignored: { label: '不处理', tone: 'neutral' },
  clear: { label: '相符', tone: 'success' },
} as const satisfies Record<RosterStatus, State>;

/** A line of a roster check (2.1.1, 2.1.2): open until somebody has taken its next step, or said why there is none. */
export const rosterWorkflow = defineWorkflow({
  name: 'roster',
  label: '花名册比对',
  states: rosterStates,
  verbs: {
    settle: { label: '处理', from: ['open'], to: 'done', clause: '2.2.1a' },
    ignore: { label: '不处理', from: ['open'], to: 'ignored', clause: '2.2.1a' },
    reopen: { label: '重新处理', from: ['done', 'ignored'], to: 'open', clause: '2.2.1a' },
  },
});

/** What a check says of a line, on screens. */
export const rosterKindNames: Readonly<Record<RosterKind, State & { hint: string }>> = {
  stranger: { label: '未经审批', tone: 'error', hint: '在群里，登记中没有' },
  missing: { label: '不在群里', tone: 'warning', hint: '已登记入群，群里没有' },
  misnamed: { label: '昵称不规范', tone: 'warning', hint: '不是「单位简称 + 姓名」' },
  likely: { label: '疑似同一人', tone: 'info', hint: '名字相近，需要人工确认' },
  double: { label: '重复账号', tone: 'warning', hint: '同一昵称出现多次' },
  conforms: { label: '相符', tone: 'success', hint: '在群里，昵称规范' },
};

/** In the order in which screens name them. */
export const rosterKindOrder = Object.keys(rosterKindNames) as readonly RosterKind[];

/** What was done about a line, on screens. */
export const rosterStepNames: Readonly<Record<RosterStep, string>> = {
  join: '已补办申请',
  ask: '已通知补办申请',
  remove: '已下达移出办理单',
  add: '已下达加入办理单',
  leave: '已登记退群',
  rename: '已下达改名办理单',
  tell: '已通知本人改昵称',
  same: '已确认为同一人',
  gone: '已另行处理',
};
