import type { Reader } from '@/db/client';
import { workCalendar } from '@/lib/calendar/queries';
import { settingsNow } from '@/lib/settings/queries';
import { floodHolds } from '../rules/flood';
import { type Planned, plannedAt } from '../rules/window';
import { type Outgoing, sentLately } from './sent';

/** When it is wanted, and whether any time of day will do: what the Office has let out (窗口外放行). */
export interface Wish {
  from: Date;
  anytime: boolean;
}

/**
 * The first moment, not before it is wanted, at which windows (3.3.2) and flood control (3.3.1) let a notice out, by what is out now.
 * Asked with the groups locked, nobody can be faster.
 */
export async function planFor(
  on: Reader,
  notice: Outgoing,
  groups: readonly { groupId: string; name: string }[],
  { from, anytime }: Wish,
): Promise<Planned> {
  const [calendar, settings] = await Promise.all([workCalendar(on), settingsNow(on)]);
  const sent = await sentLately(
    on,
    notice,
    groups.map(({ groupId }) => groupId),
  );
  return plannedAt(calendar, settings, from, { holds: floodHolds(from, groups, sent, settings), anytime });
}
