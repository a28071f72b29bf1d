import { formatShort } from '@/lib/core/time';

const hour = 3_600_000;
/** Within so long it counts how many somebody sends to a group. */
export const rateMs = hour;
/** So far back repeats are looked for: what is said again after a month is news. */
const repeatDays = 30;
export const repeatMs = repeatDays * 24 * hour;

/** 3.3.1, by settings. */
export interface FloodLimits {
  /** Notices of one person in one group within an hour. */
  'notices.per_hour': number;
  /** Hours between a notice and its repeat. */
  'notices.repeat_hours': number;
  /** How often one may be repeated, its first publication not counted. */
  'notices.repeat_most': number;
}

/** A notice that went out lately to one of the groups in question. */
export interface Sent {
  at: Date;
  title: string;
  groupIds: readonly string[];
  /** By the author of the notice in question. */
  own: boolean;
  /** Declared as what this one repeats, or alike in its words; never what was recalled. */
  repeated: boolean;
}

/** Why a notice may not go out before a moment. */
export interface Hold {
  /** Too many within the hour, a repeat too soon, or one too many. */
  kind: 'rate' | 'interval' | 'times';
  until: Date;
  why: string;
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const newestFirst = (sent: readonly Sent[]): Sent[] =>
  sent.toSorted((a, b) => b.at.getTime() - a.at.getTime());

function tooMany(name: string, own: readonly Sent[], most: number): Hold[] {
  const nth = newestFirst(own)[most - 1];
  const why = `1 小时内已在「${name}」发布 ${most} 条信息`;
  return nth ? [{ kind: 'rate', until: later(nth.at, rateMs), why }] : [];
}

function tooSoon(repeated: readonly Sent[], hours: number): Hold[] {
  const [last] = newestFirst(repeated);
  if (!last) return [];
  const why = `与 ${formatShort(last.at)} 发布的《${last.title}》相同或相近，须间隔 ${hours} 小时`;
  return [{ kind: 'interval', until: later(last.at, hours * hour), why }];
}

function tooOften(repeated: readonly Sent[], most: number): Hold[] {
  // The first publication and `most` repeats of it are allowed: the next one waits until the oldest of these is forgotten.
  const nth = newestFirst(repeated)[most];
  const why = `相同或相近的信息 ${repeatDays} 天内已重复发布 ${most} 次`;
  return nth ? [{ kind: 'times', until: later(nth.at, repeatMs), why }] : [];
}

/**
 * What keeps a notice to these groups from going out at `at` (3.3.1), each with the moment from which it does not; none when it may.
 * What was sent after `at` counts as well: another instance's clock may be ahead.
 */
export function floodHolds(
  at: Date,
  groups: readonly { groupId: string; name: string }[],
  sent: readonly Sent[],
  limits: FloodLimits,
): Hold[] {
  const holds = groups.flatMap(({ groupId, name }) => {
    const here = sent.filter(({ groupIds }) => groupIds.includes(groupId));
    const repeated = here.filter((one) => one.repeated);
    return [
      ...tooMany(
        name,
        here.filter(({ own }) => own),
        limits['notices.per_hour'],
      ),
      ...tooSoon(repeated, limits['notices.repeat_hours']),
      ...tooOften(repeated, limits['notices.repeat_most']),
    ];
  });
  return holds.filter(({ until }) => until > at);
}
