import type { NoticeCategory, ReceiptWanted, RevisionFile } from '@/db/schema/notices';
import { formatMoment, formatShort } from '@/lib/core/time';
import { missingNames } from '../rules/attachments';
import { categoryNames } from '../states';

/** portal: there since it was published · there: by a receipt, or before it was recorded here · none: the group was archived. */
export type DeliveryState = 'portal' | 'there' | 'waiting' | 'failed' | 'cancelled' | 'none';

/** What of a notice stands in the chat. */
export interface PostedNotice {
  category: NoticeCategory;
  title: string;
  body: string;
  attachments: readonly Pick<RevisionFile, 'name'>[];
  receiptWanted: ReceiptWanted;
  receiptDueAt: Date | null;
  unitName: string;
  publishedAt: Date;
  /** The notice in the portal, with its host. */
  link: string;
}

/** How many of the chats that a notice is carried into have it. */
export interface Chats {
  there: number;
  total: number;
}

/** Of what became of it in each group: those that the portal serves itself, and those that it no longer goes to, are none. */
export function chatsOf(groups: readonly { state: DeliveryState }[]): Chats {
  const chats = groups.filter(({ state }) => ['there', 'waiting', 'failed'].includes(state));
  return { there: chats.filter(({ state }) => state === 'there').length, total: chats.length };
}

/** `【通知公告】关于…的通知`: the line by which a notice is known, in chats and in the inbox. */
export const headline = ({ category, title }: Pick<PostedNotice, 'category' | 'title'>): string =>
  `【${categoryNames[category]}】${title}`;

function attachmentLines(names: readonly string[]): string[] {
  const [only, second] = names;
  if (!only) return [];
  if (!second) return [`附件：${only}`];
  return ['附件：', ...names.map((name, index) => `${index + 1}. ${name}`)];
}

function askedFor({ receiptWanted, receiptDueAt }: PostedNotice): string {
  if (receiptWanted === 'read') return '在平台查看：';
  const by = receiptDueAt ? `于 ${formatShort(receiptDueAt)} 前` : '';
  return `请${by}登录平台确认「我已知悉」，没有账号的请在群内回复「收到」：`;
}

/**
 * The text of a work order *post*, ready to be pasted into a chat (3.2.1–3.2.3): plain lines as every platform keeps them, the approved
 * words unchanged in the middle, signature and time by the system. Attachments that these words name already are not named again.
 */
export function postText(notice: PostedNotice): string {
  const names = notice.attachments.map(({ name }) => name);
  const files = attachmentLines(missingNames(notice.body, names));
  const parts = [
    headline(notice),
    notice.body,
    files.join('\n'),
    `${notice.unitName}\n${formatMoment(notice.publishedAt)}`,
    `${askedFor(notice)}\n${notice.link}`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** The text of a work order *recall*, for a chat in which the message can no longer be taken back. */
export function recallText(
  { title, unitName, publishedAt }: Pick<PostedNotice, 'title' | 'unitName' | 'publishedAt'>,
  recall: { reason: string; at: Date },
): string {
  return [
    `【更正说明】${unitName} ${formatShort(publishedAt)} 发布的《${title}》已召回，请勿转发、引用，以后续发布的信息为准。`,
    `召回原因：${recall.reason}`,
    `${unitName}\n${formatMoment(recall.at)}`,
  ].join('\n\n');
}
