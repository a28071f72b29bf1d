import { formatMoment } from '@/lib/core/time';
import type { Evidence } from '@/lib/groups/requests/list';

const mostNamed = 10;

function named(groups: readonly string[]): string {
  const names = groups.slice(0, mostNamed).join('、');
  return groups.length > mostNamed ? `${names} 等` : names;
}

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
        <span className="block text-muted" title={named(groups)}>
          已在 {groups.length} 个群
        </span>
      ) : null}
    </>
  );
}
