import type { OrderKind } from '@/db/schema/membership';

const minute = 60_000;

/** What the order asks for, in one line: `请将 6 人加入「社区书记群」`. */
export function orderTitle(kind: OrderKind, groupName: string, who: string): string {
  const titles: Partial<Record<OrderKind, string>> = {
    add: `请将${who}加入「${groupName}」`,
    remove: `请将${who}移出「${groupName}」`,
  };
  return titles[kind] ?? `请在「${groupName}」办理`;
}

/**
 * Why a stated time of handling cannot be; undefined when it can. Times are typed to the minute, so the order's own minute
 * and the present one count as possible.
 */
export function handledAtProblem(handledAt: Date, openedAt: Date, at: Date): string | undefined {
  const floor = (moment: Date) => Math.floor(moment.getTime() / minute);
  if (floor(handledAt) > floor(at)) return '办理时间不能晚于现在';
  if (floor(handledAt) < floor(openedAt)) return '办理时间不能早于办理单下达时间';
  return undefined;
}
