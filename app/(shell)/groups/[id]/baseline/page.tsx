import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BaselineView } from '@/components/groups/baseline/baseline-view';
import { NewBaseline } from '@/components/groups/baseline/new-baseline';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { baselineList } from '@/lib/groups/baseline/list';
import { baselineOf, baselineUnits, listBaselineRows } from '@/lib/groups/baseline/queries/detail';
import { checkedGroup } from '@/lib/groups/roster/queries/check';
import { platformNames } from '@/lib/groups/rules';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '存量登记' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function BaselinePage({ params, searchParams }: Props) {
  const actor = await pageActor('roster.check');
  const id = idField.safeParse((await params).id).data;
  const group = actor && id ? await checkedGroup(actor, id) : null;
  if (!(actor && group)) notFound();
  const base = `/groups/${group.id}/baseline`;
  const baseline = await baselineOf(actor, group.id);
  const asked = parseList(baselineList, await searchParams);
  const state = { ...asked, filters: { ...asked.filters, baseline: [baseline?.id ?? group.id] } };
  const [page, units] = await Promise.all([
    listBaselineRows(actor, state),
    baseline?.may.change ? baselineUnits(actor, group.id) : [],
  ]);
  return (
    <>
      <PageHeader
        title="存量登记"
        note={group.name}
        back={{ href: `/groups/${group.id}`, label: group.name }}
        crumb={`${platformNames[group.platform]}群 · 登记 ${group.members} 人 · 制度 2.1.1`}
        actions={<ButtonLink href={`/groups/${group.id}/roster`}>花名册比对</ButtonLink>}
      />
      {group.archivedAt ? <Notice title="此群已归档，不能再登记" /> : null}
      {baseline ? <BaselineView {...{ base, baseline, page, units }} state={state} /> : null}
      {baseline || group.archivedAt ? null : <NewBaseline groupId={group.id} />}
    </>
  );
}
