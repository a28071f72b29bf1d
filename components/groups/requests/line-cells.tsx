import { RowCheckbox } from '@/components/list/row-boxes';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Deadline } from '@/components/ui/deadline';
import { formatShort } from '@/lib/core/time';
import type { RequestRow } from '@/lib/groups/requests/list';
import { shownState } from '@/lib/groups/requests/states';
import { RejectMark } from './reject-mark';

const stateOf = (row: RequestRow) => shownState(row, row.order?.status);

/** One name for a request wherever it is ticked or marked: the person, the number, and of several the group. */
const labelOf = ({ personName, number, groupName }: RequestRow) => `${personName} ${number} ${groupName}`;

/** Whether the requests of a line have come differently far. */
const differ = (requests: readonly RequestRow[]): boolean =>
  new Set(requests.map((row) => stateOf(row).label)).size > 1;

/** The group of a request that stands alone. */
export function GroupName({ request }: { request: RequestRow }) {
  return (
    <>
      {request.kind === 'leave' ? <Badge>退群</Badge> : null} {request.groupName}
    </>
  );
}

/**
 * Every group of a line as the way to its request, with a box of its own where it may be decided. Once something of the line is ticked,
 * they stand below one another, so that single ones can be taken out or marked for rejection.
 */
export function GroupList({ requests }: { requests: readonly RequestRow[] }) {
  const apart = differ(requests);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {requests.map((request) => (
        <li
          key={request.id}
          data-part
          className="flex min-h-7 flex-wrap items-center gap-x-2.5 max-md:min-h-9 [[data-row]:has([data-select-id]:checked)_&]:w-full"
        >
          {request.may.decide ? (
            <span className="no-print">
              <RowCheckbox id={request.id} label={labelOf(request)} />
            </span>
          ) : null}
          {request.kind === 'leave' ? <Badge>退群</Badge> : null}
          <TextLink href={`/membership/${request.id}`}>{request.groupName}</TextLink>
          {apart ? <Badge tone={stateOf(request).tone}>{stateOf(request).label}</Badge> : null}
          {request.may.decide ? <RejectMark id={request.id} label={labelOf(request)} within="part" /> : null}
        </li>
      ))}
    </ul>
  );
}

/** The states of a line, each once, with how many have it when there are several. */
export function StateBadges({ requests }: { requests: readonly RequestRow[] }) {
  const states = new Map(requests.map((row) => [stateOf(row).label, stateOf(row).tone]));
  const counted = (label: string) => requests.filter((row) => stateOf(row).label === label).length;
  return [...states].map(([label, tone]) => (
    <span key={label} className="block py-0.5">
      <Badge tone={tone}>{states.size > 1 ? `${label} ${counted(label)}` : label}</Badge>
    </span>
  ));
}

/** When the next thing about it is due; null when nothing is. */
function nextDue({ deadline, dueAt, order }: RequestRow): Date | null {
  if (deadline) return dueAt;
  return order?.deadline ? order.dueAt : null;
}

/** Of a line, what is due first; where nothing is, what happened last. */
export function pressing(requests: readonly RequestRow[]): RequestRow | undefined {
  const never = Number.POSITIVE_INFINITY;
  const due = (row: RequestRow) => nextDue(row)?.getTime() ?? never;
  const later = (a: RequestRow, b: RequestRow) => b.statusAt.getTime() - a.statusAt.getTime();
  return requests.toSorted((a, b) => (due(a) === due(b) ? later(a, b) : due(a) - due(b)))[0];
}

/** By when the Office decides or the group handles; once it is over, how and when it ended. */
export function DueOrEnd({ row }: { row: RequestRow }) {
  const { order } = row;
  if (row.deadline) return <Deadline dueAt={row.dueAt} {...row.deadline} />;
  if (row.transferOn) return <span className="text-muted">{row.transferOn} 变动生效</span>;
  if (order?.deadline)
    return (
      <>
        <Deadline dueAt={order.dueAt} {...order.deadline} />
        {order.status === 'failed' ? (
          <span className="block text-error-ink">未办成 {formatShort(order.statusAt)}</span>
        ) : null}
      </>
    );
  return (
    <span className="text-muted">
      {shownState(row, undefined).label} {formatShort(row.statusAt)}
    </span>
  );
}
