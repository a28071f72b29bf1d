import { Screenshots } from '@/components/groups/orders/screenshots';
import { Badge, type Tone } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { formatShort } from '@/lib/core/time';
import { platformNames } from '@/lib/groups/rules';
import type { CarryingOrder, DeliveryRow } from '@/lib/notices/delivery/queries';
import { ReissuePost } from './reissue-post';

const states: Record<DeliveryRow['state'], { label: string; tone: Tone }> = {
  portal: { label: '已发布', tone: 'success' },
  there: { label: '已发到群里', tone: 'success' },
  waiting: { label: '待群管理员发布', tone: 'warning' },
  failed: { label: '未发成', tone: 'error' },
  cancelled: { label: '已取消发布', tone: 'neutral' },
  none: { label: '群已归档，未下发', tone: 'neutral' },
};

const recallStates = {
  open: { label: '待群内撤回', tone: 'warning' },
  done: { label: '群内已撤回', tone: 'success' },
  failed: { label: '群内未撤回', tone: 'error' },
  cancelled: { label: '已取消撤回', tone: 'neutral' },
} as const;

/** `8 个群，已发布 6 个`. */
function summary(rows: readonly DeliveryRow[]): string {
  const there = rows.filter(({ state }) => state === 'portal' || state === 'there').length;
  return `${rows.length} 个群，已发布 ${there} 个`;
}

/** 发布情况: what became of a notice in each group, with the evidence, and what the Office can do where it did not get there. */
export function DeliveryCard({ rows }: { rows: readonly DeliveryRow[] }) {
  return (
    <Card title="发布情况" hint={summary(rows)} padded={false}>
      <ul className="divide-y divide-base-300">
        {rows.map((row) => (
          <Group key={row.id} row={row} />
        ))}
      </ul>
    </Card>
  );
}

function Group({ row }: { row: DeliveryRow }) {
  const { label, tone } = states[row.state];
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 font-medium">
          {row.groupName}
          <span className="ml-2 font-normal text-muted text-xs">{platformNames[row.platform]}</span>
        </span>
        {row.at ? <span className="text-muted text-xs tabular-nums">{formatShort(row.at)}</span> : null}
        <Badge tone={tone}>{label}</Badge>
      </div>
      {row.post ? <Carrying order={row.post} groupName={row.groupName} /> : null}
      {row.recall ? (
        <div className="flex flex-col gap-2">
          <div>
            <Badge tone={recallStates[row.recall.status].tone}>{recallStates[row.recall.status].label}</Badge>
          </div>
          <Carrying order={row.recall} groupName={row.groupName} />
        </div>
      ) : null}
    </li>
  );
}

/** The order by which it is carried: who did it, how long there is left, why it could not be done. */
function Carrying({ order, groupName }: { order: CarryingOrder; groupName: string }) {
  const { id, number, deadline, handledByName, failReason, screenshots, may } = order;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="flex flex-wrap gap-x-3 text-muted text-xs">
        {may.open ? (
          <TextLink href={`/orders/${id}`}>办理单 {number}</TextLink>
        ) : (
          <span>办理单 {number}</span>
        )}
        {handledByName ? <span>{handledByName}</span> : null}
        {deadline ? <span className={deadline.overdue ? 'text-error-ink' : ''}>{deadline.text}</span> : null}
        {failReason ? <span className="text-error-ink">原因：{failReason}</span> : null}
      </p>
      <Screenshots pictures={screenshots} />
      {may.reissue ? (
        <div>
          <ReissuePost orderId={id} groupName={groupName} />
        </div>
      ) : null}
    </div>
  );
}
