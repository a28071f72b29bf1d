import type { Actor } from '@/lib/access/actor';
import { mayExportPersonalData } from '../policy';
import { noticeParts } from './notices';
import type { Value } from './part';
import { personParts } from './person';
import { rosterParts } from './rosters';
import { workParts } from './work';

/** Every sheet of the export, in its order. */
export const personalParts = [...personParts, ...workParts, ...rosterParts, ...noticeParts];

/**
 * Columns that point at a person or an account and have no sheet, with the reason. With those the sheets cover they are all
 * there are: a test compares them with the schema.
 */
export const withoutSheet: Readonly<Record<string, string>> = {
  'baselines.status_by': '与办理的存量登记、操作记录重复',
  'delegations.entered_by': '登记行为在操作记录中；委托双方是他人',
  'import_batches.status_by': '与批量导入、操作记录重复',
  'membership_requests.status_by': '与入群退群申请、操作记录重复',
  'memberships.nickname_confirmed_by': '确认行为在操作记录中；成员是他人',
  'notice_receipts.recorded_by': '登记行为在操作记录中；回执是他人的',
  'notice_steps.author_id': '与起草的信息重复',
  'notice_steps.status_by': '与信息审核、操作记录重复',
  'notices.released_by': '时段外发布的行为在操作记录中；信息是他人的',
  'notices.status_by': '与起草的信息、操作记录重复',
  'password_history.account_id': '密码的摘要，不可读',
  'pending_sign_ins.account_id': '登录途中的凭据，几分钟后删除',
  'recovery_codes.account_id': '恢复码的摘要，不可读',
  'screening_versions.changed_by': '调整行为在操作记录中',
  'roster_entries.status_by': '处理行为在操作记录中；行是他人的',
  'setting_changes.changed_by': '调整行为在操作记录中',
  'submissions.person_id': '防重复提交的编号，30 天后删除，内容已在各表中',
  'sweep_items.status_by': '与不活跃成员清理、操作记录重复',
  'sweeps.started_by': '发起行为在操作记录中',
  'transfers.status_by': '与工作变动、操作记录重复',
  'transfers.submitted_by': '登记行为在操作记录中；变动的是他人',
  'transfers.submitted_for': '登记行为在操作记录中；变动的是他人',
  'work_orders.status_by': '与群内办理单、操作记录重复',
};

export interface PersonalSheet {
  title: string;
  columns: readonly string[];
  rows: Value[][];
}

/** Everything that is kept of a person, sheet by sheet; nothing for whoever may not have it. */
export async function personalData(actor: Actor, personId: string): Promise<PersonalSheet[]> {
  if (!mayExportPersonalData(actor, personId).allowed) return [];
  return Promise.all(
    personalParts.map(async ({ title, columns, read }) => ({ title, columns, rows: await read(personId) })),
  );
}
