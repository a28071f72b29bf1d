import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DayTable } from '@/components/calendar/day-table';
import { PasteForm } from '@/components/calendar/paste-form';
import { YearView } from '@/components/calendar/year-view';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { firstYear, lastYear } from '@/lib/calendar/input';
import { calendarDayList } from '@/lib/calendar/list';
import { calendarYear, listCalendarDays } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { dayPattern, parseList, type SearchParams } from '@/lib/core/paging';
import { officeDay } from '@/lib/core/time';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '工作日历' };

export default async function CalendarPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('calendar.view');
  if (!actor) notFound();
  const search = await searchParams;
  const asked = Number(search.year);
  const known = Number.isInteger(asked) && asked >= firstYear && asked <= lastYear;
  const selected = typeof search.day === 'string' && dayPattern.test(search.day) ? search.day : null;
  const state = parseList(calendarDayList, search);
  const [year, days] = await Promise.all([
    calendarYear(actor, known ? asked : Number(officeDay(now()).slice(0, 4))),
    listCalendarDays(actor, state),
  ]);
  if (!year) notFound();
  return (
    <>
      <PageHeader title="工作日历" crumb="系统" note="办理时限按此计算" />
      <YearView year={year} selected={selected} first={firstYear} last={lastYear} />
      <section aria-labelledby="own" className="mt-6">
        <h2 id="own" className="mb-2 font-medium">
          本单位调整
        </h2>
        <DayTable state={state} page={days} />
      </section>
      {year.may.manage ? (
        <Card title={`登记 ${year.year} 年放假安排`} className="mt-6 max-w-3xl">
          <PasteForm year={year.year} />
        </Card>
      ) : null}
    </>
  );
}
