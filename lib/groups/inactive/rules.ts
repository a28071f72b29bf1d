import type { Platform } from '@/db/schema/groups';
import type { EscalatedWhy, Passed } from '@/db/schema/sweeps';
import { formatShort, officeDay } from '@/lib/core/time';

/** Reasons for which somebody unseen is kept; the form offers them, others are typed. */
export const commonKeepReasons = [
  '借调或外派中',
  '病假、产假期间',
  '只需接收通知',
  '岗位需要，已当面提醒',
] as const;

/** Whether nobody need go to a chat to take people out: the portal's own groups lose them with the answer. */
export const isAtOnce = ({ platform }: { platform: Platform }): boolean => platform === 'portal';

type Removal = { atOnce: boolean; hasAccount: boolean };

const removedBy = (chosen: readonly Removal[]): string => {
  if (chosen.every(({ atOnce }) => atOnce)) return '确认后立即移出';
  if (chosen.some(({ atOnce }) => atOnce)) return '本平台的群立即移出，其他群由群管理员移出';
  return '提交后由群管理员移出';
};

/** What follows from taking these out, before it is done: who does it, and whom the portal cannot tell. */
export function removalHint(chosen: readonly Removal[]): string {
  const unreached = chosen.filter(({ hasAccount }) => !hasAccount).length;
  if (unreached === chosen.length) return `${removedBy(chosen)}；没有账号，请另行告知`;
  return `${removedBy(chosen)}，并告知本人${unreached ? `（${unreached} 人次没有账号，请另行告知）` : ''}`;
}

const day = 86_400_000;

/** The moment since which somebody must have been seen. */
export const cutoffOf = (at: Date, days: number): Date => new Date(at.getTime() - days * day);

export const passedNames: Readonly<Record<keyof Passed, string>> = {
  administrator: '群管理员',
  leader: '街道领导',
  role: '单位负责人',
  leaving: '已在办理退群',
  asked: '此前已询问、尚未答复',
  kept: '此前已答复保留',
};

export const escalatedNames: Readonly<Record<EscalatedWhy, string>> = {
  unanswered: '单位逾期未答复',
  vacant: '单位暂无负责人',
  own: '涉及单位负责人本人',
};

/** Why a question has answered itself; null while it stands. */
export function lapsedWhy({
  left,
  askedAt,
  seenAt,
}: {
  left: boolean;
  askedAt: Date;
  seenAt: Date | null;
}): string | null {
  if (left) return '已不在群中';
  return seenAt && seenAt > askedAt ? `${formatShort(seenAt)} 又有活动` : null;
}

/** A sweep by its day: `2026-11-22 定期清理`. */
export const sweepName = ({ startedAt, byHand }: { startedAt: Date; byHand: boolean }): string =>
  `${officeDay(startedAt)} ${byHand ? '临时' : '定期'}清理`;

/** Whether the month's sweep is due: its day has come and there has been none since the month began. */
export const monthlyDue = (at: Date, onDay: number, latest: Date | null): boolean =>
  onDay > 0 &&
  Number(officeDay(at).slice(8)) >= onDay &&
  (latest === null || officeDay(latest).slice(0, 7) < officeDay(at).slice(0, 7));
