import type { EscalatedWhy, Passed } from '@/db/schema/sweeps';
import { formatShort, officeDay } from '@/lib/core/time';

/** Reasons for which somebody unseen is kept; the form offers them, others are typed. */
export const commonKeepReasons = [
  '借调或外派中',
  '病假、产假期间',
  '只需接收通知',
  '岗位需要，已当面提醒',
] as const;

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
