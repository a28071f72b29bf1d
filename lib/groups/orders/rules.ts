const minute = 60_000;

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
