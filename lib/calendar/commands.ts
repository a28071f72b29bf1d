import { eq, inArray, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { calendarDays } from '@/db/schema/house';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import type { pasteDaysInput, removeDayInput, setDayInput } from './input';
import { readPastedDays } from './paste';
import { mayManageCalendar } from './policy';
import { forgetCalendar } from './queries';

type DayRow = typeof calendarDays.$inferSelect;

const shown = ({
  working,
  name,
  source,
  provisional,
}: Pick<DayRow, 'working' | 'name' | 'source' | 'provisional'>) => ({
  working: working ? '上班' : '放假',
  name,
  source,
  provisional,
});

const entityOf = (day: string) => ({ type: 'calendar_day', id: day, label: day });

/** The office's own word on a day, new or changed. Deadlines already given stay as they are. */
export const setCalendarDay = command<z.output<typeof setDayInput>, null>(
  { name: 'calendar.set', entity: ({ day }) => entityOf(day), committed: forgetCalendar },
  async (tx, actor, { day, working, ...rest }) => {
    const grant = granted(mayManageCalendar(actor));
    const [before] = await tx.select().from(calendarDays).where(eq(calendarDays.day, day)).for('update');
    const values = { working: working === 'working', ...rest, changedAt: now(), changedByName: actor.name };
    await tx
      .insert(calendarDays)
      .values({ day, ...values })
      .onConflictDoUpdate({ target: calendarDays.day, set: values });
    await record(tx, actor, {
      action: 'calendar.set',
      entity: entityOf(day),
      grant,
      ...(before ? { before: shown(before) } : {}),
      after: shown(values),
    });
    return null;
  },
);

/** Takes the office's own word back: the public calendar counts again. */
export const removeCalendarDay = command<z.output<typeof removeDayInput>, null>(
  { name: 'calendar.remove', entity: ({ day }) => entityOf(day), committed: forgetCalendar },
  async (tx, actor, { day, reason }) => {
    const grant = granted(mayManageCalendar(actor));
    const [before] = await tx.delete(calendarDays).where(eq(calendarDays.day, day)).returning();
    if (!before) return refuse('conflict', '这一天的调整已被取消，请刷新后查看');
    await record(tx, actor, {
      action: 'calendar.remove',
      entity: entityOf(day),
      grant,
      reason,
      before: shown(before),
    });
    return null;
  },
);

/** Takes over a year's published holidays from pasted text: all of it, or nothing when a line cannot be read. */
export const pasteCalendarDays = command<z.output<typeof pasteDaysInput>, { days: number }>(
  {
    name: 'calendar.paste',
    entity: ({ year }) => ({ type: 'calendar_day', id: String(year), label: `${year} 年放假安排` }),
    committed: forgetCalendar,
  },
  async (tx, actor, { year, text, source }) => {
    const grant = granted(mayManageCalendar(actor));
    const { days, unread } = readPastedDays(text, year);
    if (unread.length) {
      const message = `以下内容不能识别，请删去或改为“日期 名称”：${unread.slice(0, 3).join('；').slice(0, 120)}`;
      refuse('invalid', message, { fields: { text: message } });
    }
    const foreign = days.find(({ day }) => Math.abs(Number(day.slice(0, 4)) - year) > 1);
    if (foreign)
      refuse('invalid', '日期与所选年份不符', { fields: { text: `${foreign.day} 与所选年份不符` } });
    const at = now();
    const before = await tx
      .select()
      .from(calendarDays)
      .where(
        inArray(
          calendarDays.day,
          days.map(({ day }) => day),
        ),
      );
    await tx
      .insert(calendarDays)
      .values(
        days.map((day) => ({ ...day, source, provisional: false, changedAt: at, changedByName: actor.name })),
      )
      .onConflictDoUpdate({
        target: calendarDays.day,
        set: {
          working: sql`excluded.working`,
          name: sql`excluded.name`,
          source: sql`excluded.source`,
          provisional: sql`excluded.provisional`,
          changedAt: at,
          changedByName: actor.name,
        },
      });
    await record(tx, actor, {
      action: 'calendar.paste',
      entity: { type: 'calendar_day', id: String(year), label: `${year} 年放假安排` },
      grant,
      reason: source,
      before: Object.fromEntries(before.map((day) => [day.day, `${shown(day).working} ${day.name}`])),
      after: Object.fromEntries(days.map((day) => [day.day, `${day.working ? '上班' : '放假'} ${day.name}`])),
    });
    return { days: days.length };
  },
);
