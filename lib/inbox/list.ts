import type { ListDefinition } from '@/lib/core/paging';
import { formatMoment } from '@/lib/core/time';
import type { NotificationKind } from './notify';

const notificationKinds: Record<NotificationKind, string> = {
  membership: '申请',
  notice: '信息',
  order: '群内办理',
  nickname: '昵称',
  group: '工作群',
  account: '账号与角色',
  delegation: '委托',
  system: '系统',
};

export interface InboxRow {
  id: string;
  kind: string;
  title: string;
  detail: string;
  /** The thing it is about. */
  href: string;
  createdAt: Date;
  readAt: Date | null;
}

export const kindName = (kind: string): string => notificationKinds[kind as NotificationKind] ?? '系统';

export const inboxList: ListDefinition<InboxRow> = {
  name: 'inbox',
  title: '消息',
  sorts: ['at'],
  defaultSort: 'at',
  defaultDir: 'desc',
  filters: {
    state: {
      label: '状态',
      choices: [
        { value: 'unread', label: '未读' },
        { value: 'read', label: '已读' },
      ],
    },
    kind: {
      label: '类别',
      choices: Object.entries(notificationKinds).map(([value, label]) => ({ value, label })),
    },
  },
  columns: [
    { title: '时间', value: (row) => formatMoment(row.createdAt), width: 22 },
    { title: '类别', value: (row) => kindName(row.kind), width: 12 },
    { title: '标题', value: (row) => row.title, width: 40 },
    { title: '内容', value: (row) => row.detail, width: 50 },
    { title: '已读时间', value: (row) => (row.readAt ? formatMoment(row.readAt) : null), width: 22 },
  ],
};
