import { PageLink } from '@/components/ui/page-link';
import type { CalendarDay } from '@/lib/calendar/queries';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** How a day looks: by whether it is worked, and whether that is what its weekday would say. */
function toneOf({ day, working }: CalendarDay): string {
  const weekend = weekdayOf(day) > 4;
  if (working) return weekend ? 'bg-warning-soft text-warning-ink' : '';
  return weekend ? 'bg-soft text-muted' : 'bg-info-soft text-info-ink';
}

function described({ day, working, name, provisional, own }: CalendarDay): string {
  const words = [
    day,
    working ? '上班' : '放假',
    name,
    own ? '本单位调整' : null,
    provisional ? '暂定' : null,
  ];
  return words.filter(Boolean).join('，');
}

function DayCell({ day, selected }: { day: CalendarDay; selected: boolean }) {
  const mark = day.own ? 'font-semibold underline underline-offset-2' : '';
  return (
    <PageLink
      href={`/admin/calendar?year=${day.day.slice(0, 4)}&day=${day.day}#day`}
      aria-current={selected ? 'date' : undefined}
      title={day.name ?? undefined}
      className={`grid min-h-9 place-items-center rounded tabular-nums hover:outline hover:outline-edge aria-[current]:outline-2 aria-[current]:outline-primary ${toneOf(day)} ${mark}`}
    >
      <span>
        {Number(day.day.slice(8))}
        <span className="sr-only">日，{described(day)}</span>
      </span>
    </PageLink>
  );
}

function weeksOf(days: readonly CalendarDay[]): (CalendarDay | null)[][] {
  const lead = days[0] ? weekdayOf(days[0].day) : 0;
  const cells = [...Array.from({ length: lead }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    cells.slice(week * 7, week * 7 + 7),
  );
}

type MonthGridProps = { month: number; days: readonly CalendarDay[]; selected: string | null };

/** One month, Monday first; each day leads to what can be said about it. */
export function MonthGrid({ month, days, selected }: MonthGridProps) {
  const working = days.filter((day) => day.working).length;
  return (
    <section className="rounded-lg border border-base-300 bg-base-100 p-3">
      <h3 className="mb-1 flex items-baseline justify-between font-medium">
        {month} 月 <span className="font-normal text-muted text-xs">{working} 个工作日</span>
      </h3>
      <table className="w-full table-fixed border-separate border-spacing-0.5 text-center text-sm">
        <caption className="sr-only">{month} 月</caption>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" className="font-normal text-muted text-xs">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(days).map((week) => (
            <tr key={week.find(Boolean)?.day}>
              {weekdays.map((weekday, index) => {
                const day = week[index];
                return (
                  <td key={weekday}>{day ? <DayCell day={day} selected={day.day === selected} /> : null}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
