import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewJoinsForm } from '@/components/groups/joining/new-joins-form';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import type { SearchParams } from '@/lib/core/paging';
import { formatMoment } from '@/lib/core/time';
import { ownDraft } from '@/lib/groups/joining/queries/draft';
import { decisionDue, groupsOfForm, recentGroups } from '@/lib/groups/joining/queries/form';
import { emptyRow, type JoinRow, rowsText } from '@/lib/groups/joining/rules/rows';
import { pageActor } from '@/lib/request/viewer';

const longestName = 40;

export const metadata: Metadata = { title: '新建申请' };

/** The person another page leads here for: somebody on file, or the name a chat group shows. */
function rowMeant({ person, name }: SearchParams): JoinRow | null {
  const personId = idField.safeParse(person).data ?? '';
  const shown = typeof name === 'string' ? name.trim().slice(0, longestName) : '';
  return personId || shown ? { ...emptyRow, key: 'meant', personId, name: shown } : null;
}

const isSame = (row: JoinRow, other: JoinRow): boolean =>
  row.personId === other.personId && (row.personId !== '' || row.name === other.name);

export default async function NewRequestPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.submit');
  if (!actor) notFound();
  const asked = await searchParams;
  const named = idField.safeParse(asked.group).data;
  const [kept, recent, due] = await Promise.all([ownDraft(actor), recentGroups(actor), decisionDue(actor)]);
  const rows = kept?.draft.rows ?? [];
  const meant = rowMeant(asked);
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
          rows: rowsText(meant && !rows.some((row) => isSame(row, meant)) ? [...rows, meant] : rows),
          groups: await groupsOfForm(actor, [...ids]),
          reason: kept?.draft.reason ?? '',
        }}
        restored={kept ? formatMoment(kept.updatedAt) : null}
        recent={recent}
        due={due ? formatMoment(due) : ''}
      />
    </>
  );
}
