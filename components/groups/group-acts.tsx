import { ButtonLink } from '@/components/ui/button';
import type { GroupDetail } from '@/lib/groups/queries/detail';

/** What somebody may go on to from a group's page. */
export function GroupActs({ group: { id, members, platform, archivedAt, may } }: { group: GroupDetail }) {
  const roster = may.roster && platform !== 'portal';
  return (
    <>
      {may.manage ? <ButtonLink href={`/admin/groups/${id}`}>管理此群</ButtonLink> : null}
      {may.roster && members === 0 && !archivedAt ? (
        <ButtonLink href={`/groups/${id}/baseline`}>存量登记</ButtonLink>
      ) : null}
      {roster ? <ButtonLink href={`/groups/${id}/roster`}>花名册比对</ButtonLink> : null}
      {may.submit ? (
        <ButtonLink href={`/membership/new?group=${id}`} kind="primary">
          申请入群
        </ButtonLink>
      ) : null}
    </>
  );
}
