import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { roles } from '@/lib/access/roles';
import { now } from '@/lib/core/clock';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
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

/** What was refused since this time yesterday; nothing an auditor could work off. */
async function refusals(): Promise<Waiting> {
  const rows = await db()
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      by: auditEvents.actorName,
      unit: auditEvents.actorUnit,
      reason: auditEvents.reason,
      count: sql<number>`least(count(*) over (), ${mostCounted + 1})::int`,
    })
    .from(auditEvents)
    .where(and(eq(auditEvents.outcome, 'refused'), gt(auditEvents.at, new Date(now().getTime() - dayMs))))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(mostItems);
  return {
    key: 'refusal',
    label: '近 24 小时被拒操作',
    icon: 'shield',
    href: '/admin/audit?outcome=refused',
    count: rows[0]?.count ?? 0,
    overdue: 0,
    watch: true,
    note: '越权、冲突与不合规定的操作',
    items: rows.map((row) => ({
      badge: '被拒操作',
      tone: 'warning',
      title: [row.by, row.reason].filter(Boolean).join('：'),
      detail: [row.unit, formatShort(row.at)].filter(Boolean).join(' · '),
      dueAt: null,
      href: '/admin/audit?outcome=refused',
      act: '去查阅',
    })),
  };
}

/** What waits for those who look after the product and its trail; nothing for everybody else. */
export async function waiting(actor: Actor): Promise<Waiting[]> {
  return Promise.all([
    ...(mayAtAll(actor, 'accounts.manage') ? [withoutAccount(actor)] : []),
    ...(mayAtAll(actor, 'jobs.view') ? [failedJobs(actor)] : []),
    ...(mayAtAll(actor, 'audit.view') ? [refusals()] : []),
  ]);
}
