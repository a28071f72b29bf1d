import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewJoinsForm } from '@/components/groups/joining/new-joins-form';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import type { SearchParams } from '@/lib/core/paging';
import { formatMoment } from '@/lib/core/time';
import { ownDraft } from '@/lib/groups/joining/queries/draft';
import { decisionDue, groupsOfForm, recentGroups } from '@/lib/groups/joining/queries/form';
import { rowsText } from '@/lib/groups/joining/rules/rows';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '新建申请' };

export default async function NewRequestPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.submit');
  if (!actor) notFound();
  const named = idField.safeParse((await searchParams).group).data;
  const [kept, recent, due] = await Promise.all([ownDraft(actor), recentGroups(actor), decisionDue()]);
  const ids = new Set([...(kept?.draft.groupIds ?? []), ...(named ? [named] : [])]);
  return (
    <>
      <PageHeader
        title="新建申请"
        back={{ href: '/membership', label: '入群退群申请' }}
        crumb="入群，制度 2.1.1"
      />
      <NewJoinsForm
        initial={{
          rows: rowsText(kept?.draft.rows ?? []),
          groups: await groupsOfForm(actor, [...ids]),
          reason: kept?.draft.reason ?? '',
        }}
        restored={kept ? formatMoment(kept.updatedAt) : null}
        recent={recent}
        due={formatMoment(due)}
      />
    </>
  );
}
