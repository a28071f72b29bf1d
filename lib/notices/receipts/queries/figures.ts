import { type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { ReceiptWanted } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { settingsNow } from '@/lib/settings/queries';
import { chaseScope, type ReceiptParties, receiptScope } from '../policy';
import { totalOf, type UnitFigures } from '../rules';
import { awaited, missing, reached, withinScope } from './scope';

export interface ReceiptNotice extends ReceiptParties {
  id: string;
  status: string;
  receiptWanted: ReceiptWanted;
}

const mostUnits = 500;

interface Chase {
  /** The unit that was chased; null for all. */
  unit: string | null;
  times: number;
}

/** How often today all were chased, and single units. */
const chasedToday = (noticeId: string): SQL => sql`(
  select coalesce(json_agg(chased), '[]'::json) from (
    select unit_id as unit, count(*)::int as times from notice_chases
    where notice_id = ${noticeId}::uuid and day = ${officeDay(now())}::date group by unit_id) chased)`;

async function countUnits(noticeId: string, scope: SQL) {
  const rows = await db().execute<UnitFigures & { chases: Chase[] } & Record<string, unknown>>(sql`
    select ${chasedToday(noticeId)} as chases, u.id as "unitId", u.name as "unitName", counted.total, counted.read, counted.acknowledged, counted.missing, counted.askable, counted.unreached
    from (
      select unit_id, count(*)::int as total, count(read_at)::int as read, count(acknowledged_at)::int as acknowledged,
        (count(*) filter (where missing))::int as missing, (count(*) filter (where awaited and reached))::int as askable,
        (count(*) filter (where awaited and not reached))::int as unreached
      from (select r.unit_id, r.read_at, r.acknowledged_at, ${missing} as missing, ${awaited(noticeId)} as awaited, ${reached} as reached
        from notice_receipts r where r.notice_id = ${noticeId}::uuid and ${scope} offset 0) each_receipt group by unit_id) counted
    join units u on u.id = counted.unit_id order by u.sort, u.name limit ${mostUnits}`);
  return { units: rows.map(({ chases: _, ...unit }) => unit), chases: rows[0]?.chases ?? [] };
}

/**
 * Read, acknowledged and missing of a published notice, by unit: of everybody, or of the actor's own people; null for whoever follows
 * none of them. One statement, and the settings.
 */
export async function receiptFigures(actor: Actor, notice: ReceiptNotice) {
  const scope = receiptScope(actor, notice);
  if (scope !== 'all' && !scope.length) return null;
  const [{ units, chases }, { 'notices.chase_per_day': most }] = await Promise.all([
    countUnits(notice.id, withinScope(scope)),
    settingsNow(),
  ]);
  if (!units.length) return null;
  const reach = chaseScope(actor, notice);
  const whole = chases.find(({ unit }) => unit === null)?.times ?? 0;
  const left = (unitId: string) => most - whole - (chases.find(({ unit }) => unit === unitId)?.times ?? 0);
  const open = notice.status === 'published';
  const total = totalOf(units);
  const chaseable = (unitId: string) => open && (reach === 'all' || reach.includes(unitId));
  const rested = units.filter(({ unitId }) => left(unitId) > 0);
  return {
    wanted: notice.receiptWanted,
    total,
    units: units.map((unit) => ({
      ...unit,
      may: { chase: chaseable(unit.unitId) && unit.askable > 0 && left(unit.unitId) > 0 },
    })),
    /** How often all can still be chased today. */
    chasesLeft: Math.max(most - whole, 0),
    /** How many would be asked: nobody of a unit that was chased as often as may be today. */
    toChase: totalOf(rested).askable,
    may: {
      chaseAll: open && reach === 'all' && total.askable > 0,
      collect: open && (reach === 'all' || reach.length > 0),
    },
  };
}

export type ReceiptFigures = NonNullable<Awaited<ReturnType<typeof receiptFigures>>>;
