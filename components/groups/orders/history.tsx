import { Card } from '@/components/ui/card';
import { Timeline } from '@/components/ui/timeline';
import type { HistoryEvent } from '@/lib/groups/orders/queries/history';

const bad = /\.(reject|fail|withdraw|terminate|cancel)$/;

/** Everything that happened, latest first, with who, in which role, and under which clause. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  return (
    <Card title="办理记录">
      <Timeline
        items={events.toReversed().map(({ id, at, action, title, by, clause, reason }) => ({
          key: String(id),
          title: `${by} ${title}`,
          at,
          detail: clause ? `制度 ${clause}` : undefined,
          note: reason,
          tone: bad.test(action) ? 'bad' : 'done',
        }))}
      />
    </Card>
  );
}
