import type { OrderKind, OrderStatus } from '@/db/schema/membership';
import { addWorkingDays, type WorkCalendar } from '@/lib/calendar/rules';

const minute = 60_000;

/** Within what time an order is to be handled: working days, or minutes where that cannot wait. */
export interface OrderTerms {
  'orders.handling_days': number;
  'notices.urgent_minutes': number;
  'notices.recall_minutes': number;
}

/** Posts under this clause are of an emergency. */
export const emergencyClause = '3.1.3';

/** What should not have gone out is to be gone within minutes, at whatever hour, and an emergency (3.1.3) to be known. */
function minutesFor({ kind, clause }: { kind: OrderKind; clause: string }, terms: OrderTerms): number | null {
  if (kind === 'recall') return terms['notices.recall_minutes'];
  return kind === 'post' && clause === emergencyClause ? terms['notices.urgent_minutes'] : null;
}

/** Wrong, none any more, or somebody else's: the number itself, not that nobody answered it, nor what was said over it. */
const wrongNumber = [
  /(?:手机号|号码|电话号)[^，。；、,;]{0,4}(?<!没有?|[无未不])(?:有误|错(?!过)|不对|不正确|不存在|不全|停机|停用|注销|变更|更换|已换|换了)/,
  /(?:手机|电话).{0,2}(?<!没有?|[无未不])(?:有误|错误|不对|停机)|空号|换号|查无此号/,
  /(?:少|多)了?.位(?:数|号)|(?:手机号?|电话号?|号码)[^，。；、,;]{0,3}(?:少|多)了?[一二两三几\d]位/,
  /(?:没有?|未|无)(?:登记|填写?|留下?|提供)?(?:其|他|她|本人)?的?(?:手机|电话)号|(?:没有?|未)(?:登记|填写?|留下?|提供)[^，。；、,;]{0,2}(?:手机|电话|号码)/,
  /(?:不是|非)(?:其|他|她)?本人的?(?:手机|电话|号码)|(?:手机|电话)号码?(?:不是|非)(?:其|他|她)?本人|搜不到/,
];

/** The same as one pattern for the database, which reads it alike. */
export const wrongNumberPattern = wrongNumber.map(({ source }) => `(?:${source})`).join('|');

/** Whether somebody could not be added because his number is wrong, or there is none. */
export const blamesNumber = (failReason: string | null): boolean =>
  wrongNumber.some((pattern) => pattern.test(failReason ?? ''));

/** What of a request decides who is to deal with an order of it that could not be done. */
interface Stuck {
  departed: boolean;
  groupArchived: boolean;
  homeUnitId: string;
  unitId: string;
}

/** Whether another number is waited for, as the head of the person's unit is told; where there is no sense in one, it is the Office's to deal with. */
export const awaitsNumber = (
  { departed, groupArchived, homeUnitId, unitId }: Stuck,
  order: { kind: OrderKind; status: OrderStatus; failReason: string | null },
): boolean =>
  order.kind === 'add' &&
  order.status === 'failed' &&
  !(departed || groupArchived) &&
  homeUnitId === unitId &&
  blamesNumber(order.failReason);

/** By when an order that is issued at `at` is to be handled: by its kind, so that one issued anew has the time of the first. */
export function orderDue(
  calendar: WorkCalendar,
  terms: OrderTerms,
  order: { kind: OrderKind; clause: string },
  at: Date,
): Date {
  const minutes = minutesFor(order, terms);
  if (minutes !== null) return new Date(at.getTime() + minutes * minute);
  return addWorkingDays(calendar, at, terms['orders.handling_days']);
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
