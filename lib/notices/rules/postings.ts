import type { HistoryEvent } from '@/lib/groups/orders/queries/history';

/** What somebody did to the orders that carry a notice into its chats, or take it back there: in so many groups, for one reason. */
export interface Posting extends Omit<HistoryEvent, 'title'> {
  kind: 'post' | 'recall';
  /** Issued in place of one that failed. */
  again: boolean;
  groups: number;
  /** Some of the groups, by name. */
  names: readonly string[];
}

const words: Readonly<Record<string, Record<Posting['kind'], string>>> = {
  'order.open': { post: '下达群内发布办理单', recall: '下达群内撤回办理单' },
  'order.complete': { post: '已转发', recall: '已在群内撤回' },
  'order.fail': { post: '未能转发', recall: '未能在群内撤回' },
  'order.cancel': { post: '取消群内发布办理单', recall: '取消群内撤回办理单' },
  'order.drop': { post: '不再重新下达发布办理单', recall: '不再重新下达撤回办理单' },
};

export const postingActs = Object.keys(words);

/** So many are told one by one; each failure has a reason of its own. */
const mostTold = (action: string): number => (action === 'order.fail' ? 10 : 3);
const mostNamed = 2;

const sameAct = (a: Posting, b: Posting): boolean =>
  a.action === b.action && a.kind === b.kind && a.again === b.again;

/** Many of one kind as one, at the time of the last. */
function together(postings: readonly Posting[]): Posting {
  const last = postings.reduce((a, b) => (b.id > a.id ? b : a));
  const people = new Set(postings.map(({ by }) => by)).size;
  return {
    ...last,
    by: people > 1 ? `${last.by}等 ${people} 人` : last.by,
    role: postings.every(({ role }) => role === last.role) ? last.role : null,
    reason: null,
    groups: postings.reduce((sum, { groups }) => sum + groups, 0),
    names: [],
  };
}

function told({ kind, again, groups, names, ...event }: Posting): HistoryEvent {
  const word = words[event.action]?.[kind] ?? event.action;
  const where = groups > mostNamed || names.length < groups ? `${groups} 个群` : names.join('、');
  return { ...event, title: `${again ? word.replace('下达', '重新下达') : word}：${where}` };
}

/** The lines of a notice's record about its way into the chats: few one by one, many of one kind as one with its last time. */
export function postingLines(postings: readonly Posting[]): HistoryEvent[] {
  const kinds = postings.filter((one, i) => postings.findIndex((other) => sameAct(one, other)) === i);
  return kinds.flatMap((kind) => {
    const same = postings.filter((one) => sameAct(one, kind));
    return (same.length > mostTold(kind.action) ? [together(same)] : same).map(told);
  });
}
