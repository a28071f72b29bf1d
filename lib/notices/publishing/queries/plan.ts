import type { Reader } from '@/db/client';
import type { ReleaseWhen } from '@/db/schema/notices';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import type { RuleCheck } from '../../rules/checks';
import type { Asked } from '../rules/asked';
import { dueCheck, floodCheck, windowCheck } from '../rules/checks';
import { floodHolds, type Hold } from '../rules/flood';
import { type Planned, plannedAt } from '../rules/window';
import { type Outgoing, sentLately } from './sent';

/** When it is wanted, and whether any time of day will do: what the Office has let out (时段外发布). */
export interface Wish {
  from: Date;
  anytime: boolean;
}

interface Outlook extends Planned {
  holds: Hold[];
}

/**
 * The first moment, not before it is wanted, at which windows (3.3.2) and flood control (3.3.1) let a notice out, by what is out now.
 * Asked with the groups locked, nobody can be faster. One statement, calendar and settings.
 */
export async function planFor(
  on: Reader,
  notice: Outgoing,
  groups: readonly { groupId: string; name: string }[],
  { from, anytime }: Wish,
): Promise<Outlook> {
  const [calendar, settings] = await Promise.all([workCalendar(on), settingsNow(on)]);
  const sent = await sentLately(
    on,
    notice,
    groups.map(({ groupId }) => groupId),
  );
  const holds = floodHolds(from, groups, sent, settings);
  return { holds, ...plannedAt(calendar, settings, from, { holds, anytime }) };
}

/** What somebody who writes a notice wants of it. */
export interface Draft extends Outgoing, Asked {
  groups: readonly { groupId: string; name: string }[];
  releaseWhen: ReleaseWhen;
  plannedAt: Date | null;
}

/**
 * What flood control and the windows say of a notice that is being written, submitted or reviewed, as if it were approved now: one repeat
 * too many is broken, and not submitted; all else only goes out later.
 */
export async function publishingChecks(on: Reader, draft: Draft): Promise<RuleCheck[]> {
  const from = draft.releaseWhen === 'planned' && draft.plannedAt ? draft.plannedAt : now();
  const outlook = await planFor(on, draft, draft.groups, { from, anytime: false });
  const flood = floodCheck(outlook);
  // When its author sends it out by hand, nobody knows yet.
  if (draft.releaseWhen === 'by_hand') return [flood];
  const late = dueCheck(draft, outlook.at);
  return [flood, windowCheck(outlook, from), ...(late ? [late] : [])];
}
