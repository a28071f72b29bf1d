import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import type { PermissionName } from '@/lib/access/permissions';

/** Names of icons that components/ui/icon.tsx knows. */
export type NavIcon =
  | 'audit'
  | 'board'
  | 'book'
  | 'building'
  | 'calendar'
  | 'chat'
  | 'chats'
  | 'delegate'
  | 'grid'
  | 'inactive'
  | 'inbox'
  | 'jobs'
  | 'orders'
  | 'people'
  | 'publish'
  | 'requests'
  | 'shield'
  | 'stamp'
  | 'settings'
  | 'stamp'
  | 'user';

export interface NavItem {
  href: string;
  label: string;
  icon: NavIcon;
  /** The letter after `g`. */
  key: string;
  /** What waits there. */
  count?: number;
  /** Its name in the phone's bottom bar, for those that stand there. */
  short?: string;
}

export interface NavGroup {
  label: string;
  items: NavItem[];
}

/** What the shell shows about the person in front of it. */
export interface ShellViewer {
  name: string;
  roleLabel: string;
  streetName: string;
  /** The demonstration street: a banner says so. */
  demo: boolean;
  /** Unread messages. */
  unread: number;
  /** Single keys decide: `a` approves, `r` returns or rejects; switched on in /me. */
  singleKeyDecisions: boolean;
  nav: NavGroup[];
  /** Where the page is that was asked for: `/membership`. */
  path: string;
  /** Office time when the page was made: `2026-11-22 周日 14:05`. */
  now: string;
}

/** Shown to whoever holds one of the permissions; with `whileWaiting` to others too, as long as something waits for them there. */
type Entry = Omit<NavItem, 'count'> & {
  permission: PermissionName | readonly PermissionName[];
  whileWaiting?: true;
};

/** Every address of the product that stands in the navigation, in its order. */
const entries: readonly { label: string; items: readonly Entry[] }[] = [
  {
    label: '我的工作',
    items: [
      { href: '/', label: '工作台', icon: 'board', key: 'w', short: '工作台', permission: 'workbench.view' },
      { href: '/inbox', label: '消息', icon: 'inbox', key: 'x', short: '消息', permission: 'inbox.view' },
      { href: '/me', label: '我的', icon: 'user', key: 'm', short: '我的', permission: 'account.own' },
      {
        href: '/delegation',
        label: '职责委托',
        icon: 'delegate',
        key: 'd',
        permission: ['delegation.own', 'delegation.enter'],
      },
      { href: '/regulation', label: '制度条款', icon: 'book', key: 'z', permission: 'regulation.view' },
    ],
  },
  {
    label: '成员管理',
    items: [
      {
        href: '/membership',
        label: '入群退群申请',
        icon: 'requests',
        key: 's',
        short: '申请',
        permission: 'membership.view',
      },
      {
        href: '/orders',
        label: '群内办理单',
        icon: 'orders',
        key: 'b',
        short: '办理',
        permission: 'orders.view',
      },
      {
        href: '/inactive',
        label: '不活跃成员清理',
        icon: 'inactive',
        key: 'l',
        permission: 'inactive.view',
      },
      { href: '/groups', label: '工作群', icon: 'chat', key: 'q', permission: 'groups.view' },
    ],
  },
  {
    label: '信息发布',
    items: [
      {
        href: '/notices',
        label: '信息发布',
        icon: 'publish',
        key: 'f',
        short: '信息',
        permission: 'notices.view',
      },
      {
        href: '/review',
        label: '审核队列',
        icon: 'stamp',
        key: 'v',
        permission: ['notices.review', 'notices.review_major', 'notices.oversee'],
        // The Office may name anybody to review one.
        whileWaiting: true,
      },
    ],
  },
  {
    label: '单位与人员',
    items: [
      { href: '/admin/units', label: '单位', icon: 'building', key: 'u', permission: 'units.view' },
      { href: '/admin/people', label: '人员', icon: 'people', key: 'p', permission: 'people.view' },
      { href: '/admin/groups', label: '工作群管理', icon: 'chats', key: 'e', permission: 'groups.manage' },
    ],
  },
  {
    label: '系统',
    items: [
      { href: '/admin/settings', label: '规则设置', icon: 'settings', key: 'r', permission: 'settings.view' },
      { href: '/admin/calendar', label: '工作日历', icon: 'calendar', key: 'c', permission: 'calendar.view' },
      {
        href: '/admin/screening',
        label: '内容筛查',
        icon: 'shield',
        key: 'n',
        permission: 'screening.manage',
      },
      {
        href: '/admin/permissions',
        label: '权限矩阵',
        icon: 'grid',
        key: 't',
        permission: 'permissions.view',
      },
      { href: '/admin/audit', label: '审计日志', icon: 'audit', key: 'a', permission: 'audit.view' },
      { href: '/admin/jobs', label: '后台任务', icon: 'jobs', key: 'j', permission: 'jobs.view' },
    ],
  },
];

/** The navigation of this person: what he may do, with what waits there (`counts` by address). */
export function navigationFor(actor: Actor, counts: Readonly<Record<string, number>> = {}): NavGroup[] {
  const shown = ({ permission, whileWaiting, href }: Entry): boolean =>
    [permission].flat().some((one) => mayAtAll(actor, one)) ||
    (whileWaiting === true && (counts[href] ?? 0) > 0);
  // Who works off orders and asks for nobody has the orders at the thumb; his own requests are in the menu.
  const handles = mayAtAll(actor, 'orders.view') && !mayAtAll(actor, 'membership.submit');
  const visible = entries.map(({ label, items }) => ({
    label,
    items: items.filter(shown).map(({ permission: _, whileWaiting: __, short, ...item }) => ({
      ...item,
      count: counts[item.href],
      ...(short && !(handles && item.href === '/membership') ? { short } : {}),
    })),
  }));
  return visible.filter((group) => group.items.length > 0);
}

const barOrder = ['/', '/membership', '/orders', '/notices', '/inbox', '/me'];

/** At most five places for the phone's bottom bar; who has business with both requests and orders finds the orders in the menu. */
export function bottomBar(nav: readonly NavGroup[]): NavItem[] {
  const all = nav.flatMap((group) => group.items).filter((item) => item.short);
  const bar = barOrder.flatMap((href) => all.filter((item) => item.href === href));
  return bar.length <= 5 ? bar : bar.filter((item) => item.href !== '/orders');
}
