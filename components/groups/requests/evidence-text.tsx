import { formatMoment } from '@/lib/core/time';
import type { Evidence } from '@/lib/groups/requests/list';

/** What speaks for or against a request, in one cell: earlier removals first, in the colour of a warning. */
export function EvidenceText({ evidence }: { evidence: Evidence }) {
  const { groups, removals } = evidence;
  if (!(groups.length || removals.length)) return <span className="text-muted">—</span>;
  return (
    <>
      {removals.map(({ group, until, reason }) => (
        <span key={`${group}${until.toISOString()}`} className="block text-warning-ink">
          {formatMoment(until).slice(0, 7)} 退出「{group}」：{reason}
        </span>
      ))}
      {groups.length ? (
        <span className="block text-muted" title={groups.join('、')}>
          已在 {groups.length} 个群
        </span>
      ) : null}
    </>
  );
}
