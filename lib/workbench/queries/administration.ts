import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { roles } from '@/lib/access/roles';
import { auditList } from '@/lib/audit/list';
import { listAudit } from '@/lib/audit/queries';
import { now } from '@/lib/core/clock';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { formatShort, officeDay } from '@/lib/core/time';
import { peopleList, roleText } from '@/lib/identity/people/list';
import { listPeople } from '@/lib/identity/people/queries/list';
import { mostCounted, mostItems, type Waiting } from '@/lib/inbox/waiting';
import { jobFailureList } from '@/lib/jobs/list';
import { listJobFailures } from '@/lib/jobs/queries';

const counted = (page: { total: number; totalIsExact: boolean }): number =>
  page.totalIsExact ? page.total : mostCounted + 1;

const address = (path: string, params: Record<string, string>): string =>
  `${path}?${new URLSearchParams(params)}`;

/** Who has a duty and cannot sign in to do it. */
async function withoutAccount(actor: Actor): Promise<Waiting> {
  const duties = Object.keys(roles).filter((role) => role !== 'member');
  const params: SearchParams & Record<string, string> = { account: 'none', role: duties.join(',') };
  const page = await listPeople(actor, parseList(peopleList, params));
  return {
    key: 'account',
    label: '待开通账号',
    icon: 'people',
    href: address('/admin/people', params),
    count: counted(page),
    overdue: 0,
    note: '已任职、尚不能登录',
    items: page.rows.slice(0, mostItems).map((person) => ({
      badge: '账号',
      tone: 'info',
      title: `${person.name}尚未开通账号`,
      detail: `${person.unitName} · ${person.roles.map(roleText).join('、')}`,
      dueAt: null,
      href: `/admin/people/${person.id}`,
      act: '去开通',
    })),
  };
}

async function failedJobs(actor: Actor): Promise<Waiting> {
  const params = { state: 'failed' };
  const page = await listJobFailures(actor, parseList(jobFailureList, params));
  return {
    key: 'job',
    label: '失败的后台任务',
    icon: 'jobs',
    href: address('/admin/jobs', params),
    count: counted(page),
    overdue: 0,
    note: '处理后可重试',
    items: page.rows.slice(0, mostItems).map((job) => ({
      badge: '任务失败',
      tone: 'error',
      title: job.label,
      detail: `${formatShort(job.at)} · ${job.reason}`,
      dueAt: null,
      href: '/admin/jobs',
      act: '去查看',
    })),
  };
}

const dayMs = 86_400_000;

/** Who reached for what he may not, since yesterday: not the slips of a form, not a lost session. Nothing to work off. */
async function refusals(actor: Actor): Promise<Waiting> {
  const params = { code: 'forbidden,not_found,limited', from: officeDay(new Date(now().getTime() - dayMs)) };
  const page = await listAudit(actor, parseList(auditList, params));
  return {
    key: 'refusal',
    label: '昨天以来越权尝试',
    icon: 'shield',
    href: address('/admin/audit', params),
    count: counted(page),
    overdue: 0,
    watch: true,
    note: '没有权限、无权查看或过于频繁',
    items: page.rows.slice(0, mostItems).map((row) => ({
      badge: '越权尝试',
      tone: 'warning',
      title: `${row.actorName}：${row.actionName}`,
      detail: [formatShort(row.at), row.actorUnit, row.reason].filter(Boolean).join(' · '),
      dueAt: null,
      href: address('/admin/audit', params),
      act: '去查阅',
    })),
  };
}

/** What waits for those who look after the product and its trail; nothing for everybody else. */
export async function waiting(actor: Actor): Promise<Waiting[]> {
  return Promise.all([
    ...(mayAtAll(actor, 'accounts.manage') ? [withoutAccount(actor)] : []),
    ...(mayAtAll(actor, 'jobs.view') ? [failedJobs(actor)] : []),
    ...(mayAtAll(actor, 'audit.view') ? [refusals(actor)] : []),
  ]);
}
