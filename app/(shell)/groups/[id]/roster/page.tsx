import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewCheck } from '@/components/groups/roster/new-check';
import { RosterCheck } from '@/components/groups/roster/roster-check';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { Actor } from '@/lib/access/actor';
import { idField } from '@/lib/core/id';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { rosterList } from '@/lib/groups/roster/list';
import {
  type CheckedGroup,
  type CheckShown,
  checkedGroup,
  checkOf,
  checksOf,
} from '@/lib/groups/roster/queries/check';
import { platformNames } from '@/lib/groups/rules';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '花名册比对' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/** Why there is nothing to compare. */
function unfitness({ archivedAt, platform }: CheckedGroup): string | undefined {
  if (archivedAt) return '此群已归档，不再比对';
  return platform === 'portal' ? '本平台的群以登记为准，不需要比对' : undefined;
}

/** The check that the address names, also one that is not among the latest any more; without a name the latest. */
async function askedFor(actor: Actor, groupId: string, checks: readonly CheckShown[], named?: string) {
  if (named) return (await checkOf(actor, groupId, named)) ?? notFound();
  const [check, before = null] = checks;
  return check && { check, before };
}

export default async function RosterPage({ params, searchParams }: Props) {
  const actor = await pageActor('roster.check');
  const id = idField.safeParse((await params).id).data;
  const group = actor && id ? await checkedGroup(actor, id) : null;
  if (!(actor && group)) notFound();
  const asked = await searchParams;
  const state = parseList(rosterList, asked);
  const checks = await checksOf(actor, group.id);
  const shown = await askedFor(actor, group.id, checks, state.filters.check?.[0]);
  const unfit = unfitness(group);
  const making = !unfit && (asked.new === '1' || !shown);
  return (
    <>
      <PageHeader
        title="花名册比对"
        note={group.name}
        back={{ href: `/groups/${group.id}`, label: group.name }}
        crumb={`${platformNames[group.platform]}群 · 登记 ${group.members} 人 · 制度 2.1.1、2.1.2`}
        actions={
          <>
            {group.members ? null : <ButtonLink href={`/groups/${group.id}/baseline`}>存量登记</ButtonLink>}
            {making || unfit ? null : (
              <ButtonLink href={`/groups/${group.id}/roster?new=1`} kind="primary">
                新的比对
              </ButtonLink>
            )}
          </>
        }
      />
      {unfit ? <Notice title={unfit} /> : null}
      {making ? <NewCheck groupId={group.id} /> : null}
      {shown && !making ? (
        <RosterCheck {...shown} {...{ actor, group, checks, state }} bare={!asked.sort} />
      ) : null}
    </>
  );
}
