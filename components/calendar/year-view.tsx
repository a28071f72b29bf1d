import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import type { CalendarYear } from '@/lib/calendar/queries';
import { DayCard } from './day-card';
import { CalendarLegend } from './legend';
import { MonthGrid } from './month-grid';

type YearViewProps = { year: CalendarYear; selected: string | null; first: number; last: number };

function YearTurn({ year, first, last }: { year: number; first: number; last: number }) {
  const link = 'text-link underline underline-offset-2';
  return (
    <nav aria-label="年份" className="flex items-center gap-3 font-medium">
      {year > first ? (
        <PageLink href={`/admin/calendar?year=${year - 1}`} className={link}>
          {year - 1} 年
        </PageLink>
      ) : null}
      <span aria-current="page">{year} 年</span>
      {year < last ? (
        <PageLink href={`/admin/calendar?year=${year + 1}`} className={link}>
          {year + 1} 年
        </PageLink>
      ) : null}
    </nav>
  );
}

/** Twelve months, and beside them the chosen day. */
export function YearView({ year, selected, first, last }: YearViewProps) {
  const day = year.months.flat().find((candidate) => candidate.day === selected);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-6 gap-y-2">
        <YearTurn year={year.year} first={first} last={last} />
        <span className="text-muted text-sm">全年 {year.workingDays} 个工作日</span>
        <CalendarLegend />
      </div>
      {year.provisional ? (
        <div className="mb-3">
          <Notice tone="warning" title={`${year.year} 年放假调休安排尚未全部确定`}>
            暂按周末和法定节假日计算，标为“暂定”。公布后请登记，已下达的时限不变。
          </Notice>
        </div>
      ) : null}
      <div className="grid items-start gap-4 xl:grid-cols-[1fr_22rem]">
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 max-xl:order-2">
          {year.months.map((days, index) => (
            <MonthGrid key={days[0]?.day} month={index + 1} days={days} selected={selected} />
          ))}
        </div>
        <div id="day" className="min-w-0 scroll-mt-20 xl:sticky xl:top-20">
          {day ? (
            <DayCard day={day} manage={year.may.manage} />
          ) : (
            <Notice>点选日期查看安排{year.may.manage ? '，并可调整为上班或放假' : ''}。</Notice>
          )}
        </div>
      </div>
    </>
  );
}
