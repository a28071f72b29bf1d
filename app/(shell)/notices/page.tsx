import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NoticeTable } from '@/components/notices/list/notice-table';
import { NoticeTabs } from '@/components/notices/list/notice-tabs';
import { NoticeToolbar } from '@/components/notices/list/notice-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { chosenGroups } from '@/lib/groups/queries/choices';
import { publishesFirst } from '@/lib/notices/emergency/policy';
import { noticeList } from '@/lib/notices/list';
import { mayWrite } from '@/lib/notices/policy';
import { chosenNoticeUnits, listNotices, noticeCounts } from '@/lib/notices/queries/list';
import { hasQueue } from '@/lib/notices/review/queries/queue';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '信息发布' };

/** A bare address shows what one looks for first: whoever oversees notices all of them, the others what they were sent. */
function opening(actor: Actor): SearchParams {
  const { all, unitIds } = scopeOf(actor, 'notices.view');
  return all || unitIds.length ? {} : { view: 'received' };
}

export default async function NoticesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('notices.view');
  if (!actor) notFound();
  const asked = await searchParams;
  const state = parseList(noticeList, Object.keys(asked).length ? asked : opening(actor));
  const [page, units, groups, counts, review] = await Promise.all([
    listNotices(actor, state),
    chosenNoticeUnits(actor, state.filters.unit),
    chosenGroups(actor, state.filters.group),
    noticeCounts(actor),
    hasQueue(actor),
  ]);
  const scope = scopeOf(actor, 'notices.view');
  const may = { write: mayWrite(actor).allowed, review, chooseUnit: scope.all || scope.unitIds.length > 1 };
  return (
    <>
      <PageHeader
        title="信息发布"
        crumb="信息发布 / 制度 3.1.1"
        actions={
          <>
            {publishesFirst(actor) ? <ButtonLink href="/notices/emergency">突发事件</ButtonLink> : null}
            {may.write ? (
              <ButtonLink href="/notices/new" kind="primary">
                新建信息
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <NoticeTabs state={state} counts={counts} may={may} />
      <NoticeToolbar state={state} page={page} chosen={{ units, groups }} may={may} />
      <NoticeTable state={state} page={page} may={may} />
    </>
  );
}
