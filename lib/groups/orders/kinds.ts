import type { OrderKind, OrderOrigin } from '@/db/schema/membership';

/** What one kind of order is, wherever it is spoken of. */
export interface KindOfOrder {
  /** On lists and filters. */
  name: string;
  /** Before a number, on the card of a group: `拉入 6 人`. */
  verb: string;
  counted: '人' | '条' | '项';
  /** What is asked for, in one line: `请将 6 人加入「社区书记群」`. */
  title: (groupName: string, who: string) => string;
  /** What is to be done in the chat, for whoever stands there with the phone in his hand. */
  todo: string;
  /** What is pasted into the chat: the nickname, or a text the order brings along under this key of its `detail`. */
  copy: { label: string; from: 'nickname' | 'text' } | null;
  /** What a receipt says by being given. */
  receipt: string;
  /** What it mostly fails for; others are typed. */
  failReasons: readonly string[];
  /** What of `detail` is to be read besides, in this order. */
  details: Readonly<Record<string, string>>;
}

const nickname = { label: '群昵称', from: 'nickname' } as const;
const nobody = '群内找不到此人';
const noRight = '本人不是群主，没有权限操作';

/** Every kind of order (2.2.1a). What its completion changes is the business of what it came from: handling/commands/origins. */
export const kindsOfOrder: Readonly<Record<OrderKind, KindOfOrder>> = {
  add: {
    name: '加入群',
    verb: '拉入',
    counted: '人',
    title: (group, who) => `请将${who}加入「${group}」`,
    todo: '在群内邀请，入群后请本人把群昵称改为下面的名称。',
    copy: nickname,
    receipt: '已经在群内',
    failReasons: ['对方拒绝邀请', '手机号有误，搜不到此人', '对方没有开通该平台', '群人数已满', noRight],
    details: {},
  },
  remove: {
    name: '移出群',
    verb: '移出',
    counted: '人',
    title: (group, who) => `请将${who}移出「${group}」`,
    todo: '在群成员中找到此人并移出，不必再通知本人。',
    copy: nickname,
    receipt: '已经不在群内',
    failReasons: [nobody, noRight, '此人是群主'],
    details: { reason: '移出原因' },
  },
  rename: {
    name: '修改昵称',
    verb: '改昵称',
    counted: '人',
    title: (group, who) => `请将${who}在「${group}」的群昵称改为规定名称`,
    todo: '请本人把群昵称改为下面的名称；平台允许代改的，直接改好。',
    copy: nickname,
    receipt: '群内显示的昵称与下面一致',
    failReasons: ['多次联系本人未改', '本人不同意修改', nobody],
    details: { from: '现群昵称' },
  },
  post: {
    name: '发布信息',
    verb: '发布',
    counted: '条',
    title: (group) => `请在「${group}」发布信息`,
    todo: '复制全文，原样发到群里，不要改动。',
    copy: { label: '全文', from: 'text' },
    receipt: '全文已经发到群里',
    failReasons: ['群内禁止发言', '内容超出平台长度限制', '账号被平台限制'],
    details: { title: '标题' },
  },
  recall: {
    name: '撤回信息',
    verb: '撤回',
    counted: '条',
    title: (group) => `请撤回「${group}」内已发的信息`,
    todo: '在群内撤回这条信息；超过平台撤回时限的，把更正说明发到群里。',
    copy: { label: '更正说明', from: 'text' },
    receipt: '已撤回，或已发更正说明',
    failReasons: ['超过平台撤回时限', '群内找不到这条信息', noRight],
    details: { title: '标题' },
  },
  mute: {
    name: '禁言',
    verb: '禁言',
    counted: '人',
    title: (group, who) => `请对${who}在「${group}」禁言`,
    todo: '在群管理中对此人禁言至所列时间；平台不能单独禁言的，选「办理不成」。',
    copy: nickname,
    receipt: '禁言已经生效',
    failReasons: ['平台不能对个人禁言', nobody, noRight],
    details: { until: '禁言至', reason: '原因' },
  },
  unmute: {
    name: '解除禁言',
    verb: '解除禁言',
    counted: '人',
    title: (group, who) => `请解除${who}在「${group}」的禁言`,
    todo: '在群管理中解除此人的禁言。',
    copy: nickname,
    receipt: '此人可以发言',
    failReasons: [nobody, noRight],
    details: {},
  },
  set_admin: {
    name: '设置群管理员',
    verb: '设管理员',
    counted: '人',
    title: (group, who) => `请将${who}设为「${group}」的群管理员`,
    todo: '由群主在群管理中添加此人为管理员。',
    copy: nickname,
    receipt: '此人在群内显示为管理员',
    failReasons: [nobody, noRight, '管理员人数已满'],
    details: {},
  },
  set_permission: {
    name: '设置权限',
    verb: '设权限',
    counted: '项',
    title: (group) => `请调整「${group}」的群权限`,
    todo: '在群管理中按下面的要求调整。',
    copy: null,
    receipt: '群权限已按要求调整',
    failReasons: ['平台没有这项设置', noRight],
    details: { permission: '要求' },
  },
};

/** The name of a kind, for screens. */
export type OrderKindName = keyof typeof kindsOfOrder;

/** What is to be copied for an order, if anything is. */
export function copiedText(order: {
  kind: OrderKind;
  nickname: string | null;
  detail: Readonly<Record<string, string>>;
}): string | null {
  const copy = kindsOfOrder[order.kind].copy;
  if (!copy) return null;
  return (copy.from === 'nickname' ? order.nickname : order.detail[copy.from]) || null;
}

/** How many of which kind, as a card says it: `拉入 6 人、移出 2 人`. */
export function summaryOf(counts: readonly { kind: OrderKind; count: number }[]): string {
  return counts
    .map(({ kind, count }) => `${kindsOfOrder[kind].verb} ${count} ${kindsOfOrder[kind].counted}`)
    .join('、');
}

/** What an order came from, in words. */
export const originNames: Readonly<Record<OrderOrigin, string>> = {
  membership_request: '来自入群退群申请',
  membership: '来自成员登记',
  roster_entry: '来自花名册比对',
  delivery: '来自信息发布',
};
