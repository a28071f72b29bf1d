import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LastBackup } from '@/components/backup/last-backup';
import { FailureTable } from '@/components/jobs/failure-table';
import { ScheduleTable } from '@/components/jobs/schedule-table';
import { PageHeader } from '@/components/ui/page-header';
import { lastBackup } from '@/lib/backup/queries';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { jobFailureList } from '@/lib/jobs/list';
import { listJobFailures, listSchedules } from '@/lib/jobs/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '后台任务' };

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('jobs.view');
  if (!actor) notFound();
  const state = parseList(jobFailureList, await searchParams);
  const [schedules, backup, failures] = await Promise.all([
    listSchedules(actor),
    lastBackup(actor),
    listJobFailures(actor, state),
  ]);
  return (
    <>
      <PageHeader title="后台任务" crumb="系统" note="由系统按时执行，失败自动重试" />
      <section aria-labelledby="schedules" className="mb-6">
        <h2 id="schedules" className="mb-2 font-medium">
          定时任务
        </h2>
        <LastBackup backup={backup} />
        <ScheduleTable rows={schedules} />
      </section>
      <section aria-labelledby="failures">
        <h2 id="failures" className="mb-2 font-medium">
          失败记录
        </h2>
        <FailureTable state={state} page={failures} />
      </section>
    </>
  );
}
