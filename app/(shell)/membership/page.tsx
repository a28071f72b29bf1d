import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { RequestFigures } from '@/components/groups/requests/request-figures';
import { RequestTable } from '@/components/groups/requests/request-table';
import { RequestToolbar } from '@/components/groups/requests/request-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { StatSkeleton } from '@/components/ui/skeletons';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { chosenGroups } from '@/lib/groups/queries/choices';
import { inOrder, requestList } from '@/lib/groups/requests/list';
import { listRequestLines } from '@/lib/groups/requests/queries/lines';
import { chosenUnits, seesSeveralUnits } from '@/lib/groups/requests/queries/list';
import { seesEvidence } from '@/lib/groups/requests/queries/rows';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '入群退群申请' };

/** A bare address shows what is to be done: to the Office what to decide, to a head what is under way. */
function opening(actor: Actor): SearchParams {
  if (mayAtAll(actor, 'membership.decide')) return { status: 'submitted', sort: 'due' };
  return mayAtAll(actor, 'membership.submit') ? { status: 'reported,submitted,approved', sort: 'due' } : {};
}

export default async function MembershipPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.view');
  if (!actor) notFound();
  const asked = await searchParams;
  const state = inOrder(parseList(requestList, Object.keys(asked).length ? asked : opening(actor)));
  const [page, units, groups] = await Promise.all([
    listRequestLines(actor, state),
    chosenUnits(actor, state.filters.unit),
    chosenGroups(actor, state.filters.group),
  ]);
  const may = { submit: mayAtAll(actor, 'membership.submit'), seeEvidence: seesEvidence(actor) };
  const scope = scopeOf(actor, 'membership.view');
  return (
    <>
      <PageHeader
        title="入群退群申请"
        crumb="成员管理 / 制度 2.1.1、2.3.1"
        actions={
          may.submit ? (
            <>
              <ButtonLink href="/membership/leave">办理退群</ButtonLink>
              <ButtonLink href="/membership/transfer">工作变动</ButtonLink>
              <ButtonLink href="/membership/new" kind="primary">
                新建申请
              </ButtonLink>
            </>
          ) : null
        }
      />
      {scope.all || scope.unitIds.length ? (
        <Suspense fallback={<StatSkeleton />}>
          <RequestFigures actor={actor} />
        </Suspense>
      ) : null}
      <RequestToolbar
        state={state}
        page={page}
        chosen={{ units, groups }}
        may={{ decide: mayAtAll(actor, 'membership.decide'), chooseUnit: seesSeveralUnits(actor) }}
      />
      <RequestTable state={state} page={page} may={may} />
    </>
  );
}
