import { and, eq, inArray } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { formatMoment, officeDay } from '@/lib/core/time';
import { groupList } from '@/lib/groups/list';
import { kindsOfOrder } from '@/lib/groups/orders/kinds';
import { visibleOrders } from '@/lib/groups/orders/queries/scope';
import { orderWorkflow } from '@/lib/groups/orders/states';
import { listGroups } from '@/lib/groups/queries/list';
import { visibleRequests } from '@/lib/groups/requests/queries/scope';
import { joinWorkflow } from '@/lib/groups/requests/states';
import { platformNames, readNumbers } from '@/lib/groups/rules';
import { peopleList } from '@/lib/identity/people/list';
import { listPeople } from '@/lib/identity/people/queries/list';
import { type FoundNotice, findNotices } from '@/lib/notices/queries/find';
import { emergencyBadge, noticeWorkflow } from '@/lib/notices/states';
import { onOneLine } from './rules';

export interface Hit {
  id: string;
  title: string;
  detail: string;
  href: string;
  /** What its text says of it. */
  excerpt?: string;
  /** What it is to be known by at once. */
  mark?: string;
  /** It is to be used no more. */
  struck?: boolean;
}

/** What was found of one kind, at most five, and the list that has the rest. */
export interface Finding {
  kind: 'groups' | 'notices' | 'people' | 'requests' | 'orders';
  label: string;
  hits: Hit[];
  total: number;
  totalIsExact: boolean;
  more: string;
}

const mostHits = 5;
const longest = 50;

/** A search as it is looked up: one line, bounded. */
const searchText = (typed: string): string => typed.replaceAll('\0', '').trim().slice(0, longest);

const more = (path: string, q: string): string => `${path}?${new URLSearchParams({ q })}`;

async function findGroups(actor: Actor, q: string): Promise<Finding> {
  const page = await listGroups(actor, parseList(groupList, { q, state: 'active,archived' }));
  return {
    kind: 'groups',
    label: '工作群',
    hits: page.rows.slice(0, mostHits).map((group) => ({
      id: group.id,
      title: group.name,
      detail: [
        platformNames[group.platform],
        group.unitName,
        group.archivedAt ? '已归档' : `${group.members} 人`,
      ].join(' · '),
      href: `/groups/${group.id}`,
    })),
    total: page.total,
    totalIsExact: page.totalIsExact,
    more: more('/groups', q),
  };
}

async function findPeople(actor: Actor, q: string): Promise<Finding> {
  const page = await listPeople(actor, parseList(peopleList, { q }));
  return {
    kind: 'people',
    label: '人员',
    hits: page.rows.slice(0, mostHits).map((person) => ({
      id: person.id,
      title: person.name,
      detail: [person.unitName, person.duty].filter(Boolean).join(' · '),
      href: `/admin/people/${person.id}`,
    })),
    total: page.total,
    totalIsExact: page.totalIsExact,
    more: more('/admin/people', q),
  };
}

/** When it went out; else when it was handed in. */
function whenOf({ publishedAt, submittedAt }: FoundNotice): string | null {
  if (publishedAt) return `${formatMoment(publishedAt)} 发布`;
  return submittedAt ? `${formatMoment(submittedAt)} 提交` : null;
}

const noticeHit = (notice: FoundNotice): Hit => ({
  id: notice.id,
  title: notice.title,
  detail: [notice.number, notice.unitName, noticeWorkflow.states[notice.status].label, whenOf(notice)]
    .filter(Boolean)
    .join(' · '),
  href: `/notices/${notice.id}`,
  ...(notice.excerpt ? { excerpt: onOneLine(notice.excerpt) } : {}),
  ...(notice.category === 'emergency' ? { mark: emergencyBadge } : {}),
  struck: notice.status === 'recalled',
});

async function noticeFinding(actor: Actor, q: string): Promise<Finding> {
  const { rows, total, totalIsExact } = await findNotices(actor, q, mostHits);
  return {
    kind: 'notices',
    label: '信息',
    hits: rows.map(noticeHit),
    total,
    totalIsExact,
    more: more('/notices', q),
  };
}

async function findRequests(actor: Actor, q: string, numbers: readonly string[]): Promise<Finding> {
  const rows = await db()
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      kind: membershipRequests.kind,
      status: membershipRequests.status,
      person: people.name,
      group: groups.name,
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .where(and(inArray(membershipRequests.number, [...numbers]), visibleRequests(actor)))
    .limit(mostHits);
  return {
    kind: 'requests',
    label: '入群退群申请',
    hits: rows.map(({ id, number, kind, status, person, group }) => ({
      id,
      title: `${number} ${person}${kind === 'join' ? '加入' : '退出'}「${group}」`,
      detail: joinWorkflow.states[status].label,
      href: `/membership/${id}`,
    })),
    total: rows.length,
    totalIsExact: true,
    more: more('/membership', q),
  };
}

async function findOrders(actor: Actor, q: string, numbers: readonly string[]): Promise<Finding> {
  const rows = await db()
    .select({
      id: workOrders.id,
      number: workOrders.number,
      kind: workOrders.kind,
      status: workOrders.status,
      group: groups.name,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .where(and(inArray(workOrders.number, [...numbers]), visibleOrders(actor)))
    .limit(mostHits);
  return {
    kind: 'orders',
    label: '群内办理单',
    hits: rows.map(({ id, number, kind, status, group }) => ({
      id,
      title: `${number} ${kindsOfOrder[kind].name}「${group}」`,
      detail: orderWorkflow.states[status].label,
      href: `/orders/${id}`,
    })),
    total: rows.length,
    totalIsExact: true,
    more: more('/orders', q),
  };
}

export interface SearchResult {
  /** What was looked for. */
  text: string;
  findings: Finding[];
  /** The one thing whose number was typed. */
  exact: string | null;
}

/**
 * What the actor may see of groups, notices, people, requests and orders under this name, pinyin or number: kinds with something found.
 * A whole phone number finds nothing here: an address ends up in histories and logs.
 */
export async function search(actor: Actor, typed: string): Promise<SearchResult> {
  const q = searchText(typed);
  if (!q) return { text: q, findings: [], exact: null };
  const numbers = readNumbers(q, Number(officeDay(now()).slice(0, 4)));
  const asksPeople = mayAtAll(actor, 'people.view') && !/\d/.test(q);
  const found = await Promise.all([
    ...(mayAtAll(actor, 'groups.view') ? [findGroups(actor, q)] : []),
    ...(mayAtAll(actor, 'notices.view') ? [noticeFinding(actor, q)] : []),
    ...(asksPeople ? [findPeople(actor, q)] : []),
    ...(numbers.requests.length ? [findRequests(actor, q, numbers.requests)] : []),
    ...(numbers.orders.length ? [findOrders(actor, q, numbers.orders)] : []),
  ]);
  const findings = found.filter((finding) => finding.hits.length > 0);
  const [only] = findings.filter((finding) => finding.kind === 'requests' || finding.kind === 'orders');
  return { text: q, findings, exact: numbers.certain ? (only?.hits[0]?.href ?? null) : null };
}
